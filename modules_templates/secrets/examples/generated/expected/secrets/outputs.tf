# `depends_on` of an output: consumers of its value also depend on these resources.

output "cache_secret_arn" {
  description = "ARN of the secret cache."
  value       = aws_secretsmanager_secret.cache.arn

  depends_on = [aws_secretsmanager_secret_version.cache]
}

output "phrase_secret_arn" {
  description = "ARN of the secret phrase."
  value       = aws_secretsmanager_secret.phrase.arn

  depends_on = [aws_secretsmanager_secret_version.phrase]
}

output "pin_secret_arn" {
  description = "ARN of the secret pin."
  value       = aws_secretsmanager_secret.pin.arn

  depends_on = [aws_secretsmanager_secret_version.pin]
}

output "session_secret_arn" {
  description = "ARN of the secret session."
  value       = aws_secretsmanager_secret.session.arn

  depends_on = [aws_secretsmanager_secret_version.session]
}
