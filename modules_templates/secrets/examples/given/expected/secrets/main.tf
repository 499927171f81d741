# `secret_string_wo` is write-only: plan and state do not contain it. Terraform writes a new value when the version changes.

# The shop asks the payment provider with it.
resource "aws_secretsmanager_secret" "api_token" {
  name                    = "shop-api-token-t1"
  description             = "Token of the payment provider"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "api_token" {
  secret_id = aws_secretsmanager_secret.api_token.id

  secret_string_wo         = var.api_token_value
  secret_string_wo_version = 2
}

resource "aws_secretsmanager_secret" "smtp" {
  name                    = "shop-smtp-t1"
  description             = "Sign-in at the mail server"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "smtp" {
  secret_id = aws_secretsmanager_secret.smtp.id

  secret_string_wo = jsonencode({
    "host"     = "mail.example.com"
    "password" = var.smtp_value
    "username" = "shop"
  })
  secret_string_wo_version = 1
}

resource "aws_secretsmanager_secret" "partner" {
  name                    = "partners/acme/webhook"
  description             = "Written by the partner's own tool"
  recovery_window_in_days = 7
}
