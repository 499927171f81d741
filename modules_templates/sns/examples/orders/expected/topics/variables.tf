variable "functions_receipt_function_arn" {
  description = "ARN of receipt, for callers."
  type        = string
}

variable "functions_receipt_function_id" {
  description = "Id of receipt, for permissions."
  type        = string
}

variable "keys_messages_key_arn" {
  description = "ARN of the key messages."
  type        = string
}

variable "queues_billing_queue_arn" {
  description = "ARN of the queue billing."
  type        = string
}

variable "queues_undelivered_queue_arn" {
  description = "ARN of the queue undelivered."
  type        = string
}
