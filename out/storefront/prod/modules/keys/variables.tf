variable "account_id" {
  description = "Id of the AWS account."
  type        = string
}
