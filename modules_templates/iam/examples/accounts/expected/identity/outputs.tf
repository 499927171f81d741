output "auditor_role_arn" {
  description = "ARN of the role auditor."
  value       = aws_iam_role.auditor.arn
}

output "branch_builds_role_arn" {
  description = "ARN of the role branch-builds."
  value       = aws_iam_role.branch_builds.arn
}
