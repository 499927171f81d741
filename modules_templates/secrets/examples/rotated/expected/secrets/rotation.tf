# Secrets Manager tries the function when its rotation begins, so permission, policy and value must exist first.

resource "aws_lambda_permission" "database" {
  function_name = var.database_function_id
  qualifier     = "live"
  action        = "lambda:InvokeFunction"
  principal     = "secretsmanager.amazonaws.com"
  source_arn    = aws_secretsmanager_secret.database.arn
}

resource "aws_secretsmanager_secret_rotation" "database" {
  secret_id           = aws_secretsmanager_secret.database.id
  rotation_lambda_arn = var.database_function_arn
  rotate_immediately  = false

  rotation_rules {
    automatically_after_days = 14
    duration                 = "3h"
  }

  depends_on = [
    aws_lambda_permission.database,
    aws_secretsmanager_secret_policy.database,
    aws_secretsmanager_secret_version.database,
  ]
}

resource "aws_lambda_permission" "partner" {
  function_name = var.partner_function_id
  qualifier     = "live"
  action        = "lambda:InvokeFunction"
  principal     = "secretsmanager.amazonaws.com"
  source_arn    = aws_secretsmanager_secret.partner.arn
}

resource "aws_secretsmanager_secret_rotation" "partner" {
  secret_id           = aws_secretsmanager_secret.partner.id
  rotation_lambda_arn = var.partner_function_arn
  rotate_immediately  = true

  rotation_rules {
    schedule_expression = "cron(0 3 1 * ? *)"
  }

  depends_on = [
    aws_lambda_permission.partner,
    aws_secretsmanager_secret_policy.partner,
    aws_secretsmanager_secret_version.partner,
  ]
}
