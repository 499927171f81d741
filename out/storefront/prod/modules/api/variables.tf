variable "order_service_function_name" {
  description = "Name of order-service in Lambda."
  type        = string
}

variable "order_service_invoke_arn" {
  description = "Invoke ARN of order-service, for APIs."
  type        = string
}

variable "product_service_function_name" {
  description = "Name of product-service in Lambda."
  type        = string
}

variable "product_service_invoke_arn" {
  description = "Invoke ARN of product-service, for APIs."
  type        = string
}

variable "user_service_function_name" {
  description = "Name of user-service in Lambda."
  type        = string
}

variable "user_service_invoke_arn" {
  description = "Invoke ARN of user-service, for APIs."
  type        = string
}
