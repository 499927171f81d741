variable "account_id" {
  description = "The AWS account everything lies in."
  type        = string
}
