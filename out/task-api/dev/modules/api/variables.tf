variable "delete_handler_function_name" {
  description = "Name of delete-handler in Lambda."
  type        = string
}

variable "delete_handler_invoke_arn" {
  description = "What an API calls to reach delete-handler."
  type        = string
}

variable "get_handler_function_name" {
  description = "Name of get-handler in Lambda."
  type        = string
}

variable "get_handler_invoke_arn" {
  description = "What an API calls to reach get-handler."
  type        = string
}

variable "post_handler_function_name" {
  description = "Name of post-handler in Lambda."
  type        = string
}

variable "post_handler_invoke_arn" {
  description = "What an API calls to reach post-handler."
  type        = string
}

variable "put_handler_function_name" {
  description = "Name of put-handler in Lambda."
  type        = string
}

variable "put_handler_invoke_arn" {
  description = "What an API calls to reach put-handler."
  type        = string
}
