variable "shield_arn" {
  description = "ARN of the web ACL."
  type        = string
}
