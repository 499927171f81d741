variable "functions_baskets_function_name" {
  description = "Name of baskets in Lambda."
  type        = string
}

variable "functions_baskets_invoke_arn" {
  description = "What an API calls to reach baskets."
  type        = string
}

variable "functions_catalogue_function_name" {
  description = "Name of catalogue in Lambda."
  type        = string
}

variable "functions_catalogue_invoke_arn" {
  description = "What an API calls to reach catalogue."
  type        = string
}

variable "functions_guard_function_name" {
  description = "Name of guard in Lambda."
  type        = string
}

variable "functions_guard_invoke_arn" {
  description = "What an API calls to reach guard."
  type        = string
}
