variable "account_id" {
  description = "Id of the AWS account."
  type        = string
}

variable "keys_s3_key_arn" {
  description = "ARN of the key s3."
  type        = string
}
