output "mails_dead_queue_name" {
  description = "Name of the queue mails-dead."
  value       = aws_sqs_queue.mails_dead.name
}

output "mails_queue_name" {
  description = "Name of the queue mails."
  value       = aws_sqs_queue.mails.name
}

output "mails_queue_url" {
  description = "URL of the queue mails."
  value       = aws_sqs_queue.mails.url
}
