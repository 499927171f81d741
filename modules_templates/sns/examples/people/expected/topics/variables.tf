variable "storage_uploads_bucket_arn" {
  description = "ARN of the bucket uploads."
  type        = string
}
