output "jobs_url" {
  description = "Address of the repository jobs, in front of the tag of an image."
  value       = aws_ecr_repository.jobs.repository_url
}

output "web_url" {
  description = "Address of the repository web, in front of the tag of an image."
  value       = aws_ecr_repository.web.repository_url
}
