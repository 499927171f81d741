# `depends_on` of an output: consumers of its value also depend on these resources.

output "api_token_secret_arn" {
  description = "ARN of the secret api-token."
  value       = aws_secretsmanager_secret.api_token.arn

  depends_on = [aws_secretsmanager_secret_version.api_token]
}
