output "orders_topic_arn" {
  description = "ARN of the topic orders."
  value       = aws_sns_topic.orders.arn
}

output "orders_topic_name" {
  description = "Name of the topic orders."
  value       = aws_sns_topic.orders.name
}

output "receipts_topic_arn" {
  description = "ARN of the topic receipts."
  value       = aws_sns_topic.receipts.arn
}

output "receipts_topic_name" {
  description = "Name of the topic receipts."
  value       = aws_sns_topic.receipts.name
}

output "returns_topic_arn" {
  description = "ARN of the topic returns."
  value       = aws_sns_topic.returns.arn
}

output "returns_topic_name" {
  description = "Name of the topic returns."
  value       = aws_sns_topic.returns.name
}
