variable "account_id" {
  description = "The AWS account everything lies in."
  type        = string
}

variable "keys_s3_key_arn" {
  description = "ARN of the key s3."
  type        = string
}
