variable "baskets_function_name" {
  description = "Name of baskets in Lambda."
  type        = string
}

variable "baskets_invoke_arn" {
  description = "What an API calls to reach baskets."
  type        = string
}

variable "catalogue_function_name" {
  description = "Name of catalogue in Lambda."
  type        = string
}

variable "catalogue_invoke_arn" {
  description = "What an API calls to reach catalogue."
  type        = string
}

variable "guard_function_name" {
  description = "Name of guard in Lambda."
  type        = string
}

variable "guard_invoke_arn" {
  description = "What an API calls to reach guard."
  type        = string
}
