variable "api_token_value" {
  description = "Value of the secret api-token (Token of the payment provider)."
  type        = string
  ephemeral   = true
}

variable "smtp_value" {
  description = "Value of the secret smtp (Sign-in at the mail server)."
  type        = string
  ephemeral   = true
}
