variable "orders_function_id" {
  description = "Id of orders, for permissions."
  type        = string
}

variable "orders_invoke_arn" {
  description = "Invoke ARN of orders, for APIs."
  type        = string
}

variable "products_function_id" {
  description = "Id of products, for permissions."
  type        = string
}

variable "products_invoke_arn" {
  description = "Invoke ARN of products, for APIs."
  type        = string
}
