variable "baskets_function_name" {
  description = "Name of baskets in Lambda."
  type        = string
}

variable "baskets_invoke_arn" {
  description = "Invoke ARN of baskets, for APIs."
  type        = string
}

variable "catalogue_function_name" {
  description = "Name of catalogue in Lambda."
  type        = string
}

variable "catalogue_invoke_arn" {
  description = "Invoke ARN of catalogue, for APIs."
  type        = string
}

variable "guard_function_name" {
  description = "Name of guard in Lambda."
  type        = string
}

variable "guard_invoke_arn" {
  description = "Invoke ARN of guard, for APIs."
  type        = string
}
