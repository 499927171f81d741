variable "delete_handler_function_name" {
  description = "Name of delete-handler in Lambda."
  type        = string
}

variable "delete_handler_invoke_arn" {
  description = "Invoke ARN of delete-handler, for APIs."
  type        = string
}

variable "get_handler_function_name" {
  description = "Name of get-handler in Lambda."
  type        = string
}

variable "get_handler_invoke_arn" {
  description = "Invoke ARN of get-handler, for APIs."
  type        = string
}

variable "post_handler_function_name" {
  description = "Name of post-handler in Lambda."
  type        = string
}

variable "post_handler_invoke_arn" {
  description = "Invoke ARN of post-handler, for APIs."
  type        = string
}

variable "put_handler_function_name" {
  description = "Name of put-handler in Lambda."
  type        = string
}

variable "put_handler_invoke_arn" {
  description = "Invoke ARN of put-handler, for APIs."
  type        = string
}
