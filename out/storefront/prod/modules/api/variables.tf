variable "order_service_function_name" {
  description = "Name of order-service in Lambda."
  type        = string
}

variable "order_service_invoke_arn" {
  description = "What an API calls to reach order-service."
  type        = string
}

variable "product_service_function_name" {
  description = "Name of product-service in Lambda."
  type        = string
}

variable "product_service_invoke_arn" {
  description = "What an API calls to reach product-service."
  type        = string
}

variable "user_service_function_name" {
  description = "Name of user-service in Lambda."
  type        = string
}

variable "user_service_invoke_arn" {
  description = "What an API calls to reach user-service."
  type        = string
}
