variable "baskets_function_id" {
  description = "Id of baskets, for permissions."
  type        = string
}

variable "baskets_invoke_arn" {
  description = "Invoke ARN of baskets, for APIs."
  type        = string
}

variable "catalogue_function_id" {
  description = "Id of catalogue, for permissions."
  type        = string
}

variable "catalogue_invoke_arn" {
  description = "Invoke ARN of catalogue, for APIs."
  type        = string
}

variable "guard_function_id" {
  description = "Id of guard, for permissions."
  type        = string
}

variable "guard_invoke_arn" {
  description = "Invoke ARN of guard, for APIs."
  type        = string
}
