variable "order_service_function_id" {
  description = "Id of order-service, for permissions."
  type        = string
}

variable "order_service_invoke_arn" {
  description = "Invoke ARN of order-service, for APIs."
  type        = string
}

variable "product_service_function_id" {
  description = "Id of product-service, for permissions."
  type        = string
}

variable "product_service_invoke_arn" {
  description = "Invoke ARN of product-service, for APIs."
  type        = string
}

variable "user_service_function_id" {
  description = "Id of user-service, for permissions."
  type        = string
}

variable "user_service_invoke_arn" {
  description = "Invoke ARN of user-service, for APIs."
  type        = string
}
