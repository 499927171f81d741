output "deploy_role_arn" {
  description = "ARN of the role deploy."
  value       = aws_iam_role.deploy.arn
}

output "plan_role_arn" {
  description = "ARN of the role plan."
  value       = aws_iam_role.plan.arn
}

output "release_role_arn" {
  description = "ARN of the role release."
  value       = aws_iam_role.release.arn
}
