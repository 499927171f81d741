variable "orders_function_name" {
  description = "Name of orders in Lambda."
  type        = string
}

variable "orders_invoke_arn" {
  description = "What an API calls to reach orders."
  type        = string
}

variable "products_function_name" {
  description = "Name of products in Lambda."
  type        = string
}

variable "products_invoke_arn" {
  description = "What an API calls to reach products."
  type        = string
}
