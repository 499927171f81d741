variable "keys_secrets_key_arn" {
  description = "ARN of the key secrets."
  type        = string
}

variable "payment_token_value" {
  description = "What the parameter payment-token holds."
  type        = string
  ephemeral   = true
}
