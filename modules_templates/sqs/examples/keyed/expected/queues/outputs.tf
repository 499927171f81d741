output "orders_queue_url" {
  description = "URL of the queue orders."
  value       = aws_sqs_queue.orders.url
}

output "plain_queue_url" {
  description = "URL of the queue plain."
  value       = aws_sqs_queue.plain.url
}
