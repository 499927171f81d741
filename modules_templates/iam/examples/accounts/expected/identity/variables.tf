variable "reports_yearly_bucket_arn" {
  description = "ARN of the bucket yearly."
  type        = string
}
