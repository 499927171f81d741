output "report_url" {
  description = "Address of the repository report, in front of the tag of an image."
  value       = aws_ecr_repository.report.repository_url
}

output "web_arn" {
  description = "ARN of the repository web."
  value       = aws_ecr_repository.web.arn
}

output "web_url" {
  description = "Address of the repository web, in front of the tag of an image."
  value       = aws_ecr_repository.web.repository_url
}
