output "jobs_dead_queue_name" {
  description = "Name of the queue jobs-dead."
  value       = aws_sqs_queue.jobs_dead.name
}

output "jobs_queue_arn" {
  description = "ARN of the queue jobs."
  value       = aws_sqs_queue.jobs.arn
}

output "jobs_queue_name" {
  description = "Name of the queue jobs."
  value       = aws_sqs_queue.jobs.name
}

output "jobs_queue_url" {
  description = "URL of the queue jobs."
  value       = aws_sqs_queue.jobs.url
}
