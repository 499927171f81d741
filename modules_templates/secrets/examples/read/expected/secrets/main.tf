# `secret_string_wo` is write-only: plan and state do not contain it. Terraform writes a new value when the version changes.

resource "aws_secretsmanager_secret" "token" {
  name                    = "shop-token-t4"
  description             = "Token of the payment provider"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "token" {
  secret_id = aws_secretsmanager_secret.token.id

  secret_string_wo         = var.token_value
  secret_string_wo_version = 1
}

resource "aws_secretsmanager_secret" "login" {
  name                    = "shop-login-t4"
  description             = "Sign-in at the mail server"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "login" {
  secret_id = aws_secretsmanager_secret.login.id

  secret_string_wo = jsonencode({
    "password" = var.login_value
    "username" = "shop"
  })
  secret_string_wo_version = 1
}
