output "topic_arn" {
  description = "Topic that alarms notify."
  value       = aws_sns_topic.this.arn
}
