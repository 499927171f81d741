# `depends_on` of an output: consumers of its value also depend on these resources.

output "database_secret_arn" {
  description = "ARN of the secret database."
  value       = aws_secretsmanager_secret.database.arn

  depends_on = [aws_secretsmanager_secret_version.database]
}

output "partner_secret_arn" {
  description = "ARN of the secret partner."
  value       = aws_secretsmanager_secret.partner.arn

  depends_on = [aws_secretsmanager_secret_version.partner]
}
