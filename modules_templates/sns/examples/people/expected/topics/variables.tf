variable "chat_robot_function_arn" {
  description = "ARN of robot, for callers."
  type        = string
}

variable "chat_robot_function_id" {
  description = "Id of robot, for permissions."
  type        = string
}

variable "storage_uploads_bucket_arn" {
  description = "ARN of the bucket uploads."
  type        = string
}
