variable "order_processor_function_name" {
  description = "Name of order-processor in Lambda."
  type        = string
}

variable "order_processor_invoke_arn" {
  description = "Invoke ARN of order-processor, for APIs."
  type        = string
}
