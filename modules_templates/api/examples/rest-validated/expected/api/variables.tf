variable "orders_function_name" {
  description = "Name of orders in Lambda."
  type        = string
}

variable "orders_invoke_arn" {
  description = "Invoke ARN of orders, for APIs."
  type        = string
}

variable "products_function_name" {
  description = "Name of products in Lambda."
  type        = string
}

variable "products_invoke_arn" {
  description = "Invoke ARN of products, for APIs."
  type        = string
}
