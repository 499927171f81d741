# `secret_string_wo` is write-only: plan and state do not contain it. Terraform writes a new value when the version changes.

resource "aws_secretsmanager_secret" "session" {
  name                    = "shop-session-t2"
  description             = "Signs the sessions of customers"
  recovery_window_in_days = 0
}

ephemeral "aws_secretsmanager_random_password" "session" {
  password_length            = 64
  exclude_punctuation        = true
  require_each_included_type = true
}

resource "aws_secretsmanager_secret_version" "session" {
  secret_id = aws_secretsmanager_secret.session.id

  secret_string_wo         = ephemeral.aws_secretsmanager_random_password.session.random_password
  secret_string_wo_version = 1
}

resource "aws_secretsmanager_secret" "cache" {
  name                    = "shop-cache-t2"
  description             = "Sign-in of the shop at its cache"
  recovery_window_in_days = 0
}

ephemeral "aws_secretsmanager_random_password" "cache" {
  password_length            = 32
  exclude_characters         = "/@\" "
  exclude_uppercase          = true
  require_each_included_type = false
}

resource "aws_secretsmanager_secret_version" "cache" {
  secret_id = aws_secretsmanager_secret.cache.id

  secret_string_wo = jsonencode({
    "secret" = ephemeral.aws_secretsmanager_random_password.cache.random_password
    "user"   = "shop"
  })
  secret_string_wo_version = 3
}

resource "aws_secretsmanager_secret" "pin" {
  name                    = "shop-pin-t2"
  description             = "Opens the tills"
  recovery_window_in_days = 0
}

ephemeral "aws_secretsmanager_random_password" "pin" {
  password_length            = 8
  exclude_lowercase          = true
  exclude_uppercase          = true
  exclude_punctuation        = true
  require_each_included_type = true
}

resource "aws_secretsmanager_secret_version" "pin" {
  secret_id = aws_secretsmanager_secret.pin.id

  secret_string_wo         = ephemeral.aws_secretsmanager_random_password.pin.random_password
  secret_string_wo_version = 1
}

resource "aws_secretsmanager_secret" "phrase" {
  name                    = "shop-phrase-t2"
  description             = "Unlocks the archive"
  recovery_window_in_days = 0
}

ephemeral "aws_secretsmanager_random_password" "phrase" {
  password_length            = 32
  exclude_lowercase          = true
  exclude_numbers            = true
  exclude_punctuation        = true
  include_space              = true
  require_each_included_type = true
}

resource "aws_secretsmanager_secret_version" "phrase" {
  secret_id = aws_secretsmanager_secret.phrase.id

  secret_string_wo         = ephemeral.aws_secretsmanager_random_password.phrase.random_password
  secret_string_wo_version = 1
}
