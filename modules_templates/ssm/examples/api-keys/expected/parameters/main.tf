# `value_wo` is write-only: plan and state do not contain it. Terraform writes a new value when the version changes.

resource "aws_ssm_parameter" "api_keys" {
  name        = "trainr963-synthtrainr963-ssm-api-keys-production"
  description = "Keys of the services the task API calls"
  type        = "SecureString"

  value_wo         = var.api_keys_value
  value_wo_version = 1
}
