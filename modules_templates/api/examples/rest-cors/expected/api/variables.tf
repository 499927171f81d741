variable "delete_handler_function_id" {
  description = "Id of delete-handler, for permissions."
  type        = string
}

variable "delete_handler_invoke_arn" {
  description = "Invoke ARN of delete-handler, for APIs."
  type        = string
}

variable "get_handler_function_id" {
  description = "Id of get-handler, for permissions."
  type        = string
}

variable "get_handler_invoke_arn" {
  description = "Invoke ARN of get-handler, for APIs."
  type        = string
}

variable "guard_function_id" {
  description = "Id of guard, for permissions."
  type        = string
}

variable "guard_invoke_arn" {
  description = "Invoke ARN of guard, for APIs."
  type        = string
}

variable "post_handler_function_id" {
  description = "Id of post-handler, for permissions."
  type        = string
}

variable "post_handler_invoke_arn" {
  description = "Invoke ARN of post-handler, for APIs."
  type        = string
}

variable "put_handler_function_id" {
  description = "Id of put-handler, for permissions."
  type        = string
}

variable "put_handler_invoke_arn" {
  description = "Invoke ARN of put-handler, for APIs."
  type        = string
}
