output "payments_topic_arn" {
  description = "ARN of the topic payments."
  value       = aws_sns_topic.payments.arn
}
