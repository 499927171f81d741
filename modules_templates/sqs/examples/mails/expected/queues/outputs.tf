output "mails_queue_url" {
  description = "URL of the queue mails."
  value       = aws_sqs_queue.mails.url
}
