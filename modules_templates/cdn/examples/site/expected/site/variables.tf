variable "web_acl_arn" {
  description = "ARN of the web ACL."
  type        = string
}
