output "incidents_topic_arn" {
  description = "ARN of the topic incidents."
  value       = aws_sns_topic.incidents.arn
}
