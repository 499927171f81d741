output "topic_arn" {
  description = "Topic that alarms ring on."
  value       = aws_sns_topic.this.arn
}
