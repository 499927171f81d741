variable "assets_site_bucket_arn" {
  description = "ARN of the bucket site."
  type        = string
}
