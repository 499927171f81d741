# `depends_on` of an output: consumers of its value also depend on these resources.

output "login_secret_arn" {
  description = "ARN of the secret login."
  value       = aws_secretsmanager_secret.login.arn

  depends_on = [aws_secretsmanager_secret_version.login]
}

output "token_secret_arn" {
  description = "ARN of the secret token."
  value       = aws_secretsmanager_secret.token.arn

  depends_on = [aws_secretsmanager_secret_version.token]
}
