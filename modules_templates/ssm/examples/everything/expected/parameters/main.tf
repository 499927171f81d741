# `insecure_value` is not secret: plans show its changes.
# `value_wo` is write-only: plan and state do not contain it. Terraform writes a new value when the version changes.

# The tills read it every minute.
resource "aws_ssm_parameter" "log_level" {
  name           = "/shop/prod/shop-log-level-t2"
  type           = "String"
  insecure_value = "INFO"
}

resource "aws_ssm_parameter" "languages" {
  name           = "shop-languages-t2"
  description    = "What the shop is translated into"
  type           = "StringList"
  insecure_value = "de,en,fr"
}

resource "aws_ssm_parameter" "key_arn" {
  name           = "/shop/prod/key-arn"
  type           = "String"
  insecure_value = var.keys_secrets_key_arn
}

resource "aws_ssm_parameter" "feature_flags" {
  name           = "shop-feature-flags-t2"
  type           = "String"
  tier           = "Intelligent-Tiering"
  insecure_value = "{\"express\": true, \"price\": \"$${amount} %%{now}\"}"
}

resource "aws_ssm_parameter" "payment_token" {
  name   = "shop-payment-token-t2"
  type   = "SecureString"
  key_id = var.keys_secrets_key_arn

  value_wo         = var.payment_token_value
  value_wo_version = 3
}
