variable "database_function_arn" {
  description = "ARN of rotate, for callers."
  type        = string
}

variable "database_function_id" {
  description = "Id of rotate, for permissions."
  type        = string
}

variable "database_function_role_arn" {
  description = "ARN of the role of rotate."
  type        = string
}

variable "keys_secrets_key_arn" {
  description = "ARN of the key secrets."
  type        = string
}

variable "partner_function_arn" {
  description = "ARN of rotate, for callers."
  type        = string
}

variable "partner_function_id" {
  description = "Id of rotate, for permissions."
  type        = string
}

variable "partner_function_role_arn" {
  description = "ARN of the role of rotate."
  type        = string
}

variable "partner_value" {
  description = "Value of the secret partner (Token that a partner asks with)."
  type        = string
  ephemeral   = true
}
