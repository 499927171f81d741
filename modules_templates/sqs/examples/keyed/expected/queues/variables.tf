variable "keys_orders_key_arn" {
  description = "ARN of the key orders."
  type        = string
}

variable "storage_pictures_bucket_arn" {
  description = "ARN of the bucket pictures."
  type        = string
}
