variable "keys_secrets_key_arn" {
  description = "ARN of the key secrets."
  type        = string
}

variable "payment_token_value" {
  description = "Value of the parameter payment-token."
  type        = string
  ephemeral   = true
}
