variable "functions_orders_function_name" {
  description = "Name of orders in Lambda."
  type        = string
}

variable "functions_orders_invoke_arn" {
  description = "What an API calls to reach orders."
  type        = string
}

variable "functions_products_function_name" {
  description = "Name of products in Lambda."
  type        = string
}

variable "functions_products_invoke_arn" {
  description = "What an API calls to reach products."
  type        = string
}
