resource "aws_ssm_parameter" "api_keys" {
  name        = "trainr963-dev-ssm-api-keys-dev"
  description = "Keys of the services the handlers call"
  type        = "SecureString"

  # Written and forgotten: the value stands in no plan and no state, so a new one is written when the version rises.
  value_wo         = var.api_keys_value
  value_wo_version = 1
}
