output "payments_queue_url" {
  description = "URL of the queue payments."
  value       = aws_sqs_queue.payments.url
}

output "refunds_queue_url" {
  description = "URL of the queue refunds."
  value       = aws_sqs_queue.refunds.url
}
