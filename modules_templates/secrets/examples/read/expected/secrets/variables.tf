variable "login_value" {
  description = "Value of the secret login (Sign-in at the mail server)."
  type        = string
  ephemeral   = true
}

variable "token_value" {
  description = "Value of the secret token (Token of the payment provider)."
  type        = string
  ephemeral   = true
}
