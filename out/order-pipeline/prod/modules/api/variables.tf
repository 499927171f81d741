variable "order_processor_function_id" {
  description = "Id of order-processor, for permissions."
  type        = string
}

variable "order_processor_invoke_arn" {
  description = "Invoke ARN of order-processor, for APIs."
  type        = string
}
