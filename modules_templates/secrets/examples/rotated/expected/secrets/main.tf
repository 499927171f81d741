# `secret_string_wo` is write-only: plan and state do not contain it. Terraform writes a new value when the version changes.

resource "aws_secretsmanager_secret" "database" {
  name                    = "shop-database-t3"
  description             = "Sign-in of the shop at its database"
  kms_key_id              = var.keys_secrets_key_arn
  recovery_window_in_days = 14

  replica {
    region     = "eu-central-1"
    kms_key_id = "arn:aws:kms:eu-central-1:123456789012:key/12345678-1234-1234-1234-123456789012"
  }
}

ephemeral "aws_secretsmanager_random_password" "database" {
  password_length            = 40
  exclude_characters         = "/@\" '"
  require_each_included_type = true
}

resource "aws_secretsmanager_secret_version" "database" {
  secret_id = aws_secretsmanager_secret.database.id

  secret_string_wo = jsonencode({
    "password" = ephemeral.aws_secretsmanager_random_password.database.random_password
    "username" = "shop"
  })
  secret_string_wo_version = 1
}

resource "aws_secretsmanager_secret" "partner" {
  name                    = "shop-partner-t3"
  description             = "Token that a partner asks with"
  kms_key_id              = var.keys_secrets_key_arn
  recovery_window_in_days = 30
}

resource "aws_secretsmanager_secret_version" "partner" {
  secret_id = aws_secretsmanager_secret.partner.id

  secret_string_wo         = var.partner_value
  secret_string_wo_version = 1
}
