output "jobs_queue_arn" {
  description = "ARN of the queue jobs."
  value       = aws_sqs_queue.jobs.arn
}

output "jobs_queue_url" {
  description = "URL of the queue jobs."
  value       = aws_sqs_queue.jobs.url
}
