variable "login_secret_arn" {
  description = "ARN of the secret db."
  type        = string
}

variable "subnet_ids" {
  description = "Ids of the isolated subnets, in order of their zones."
  type        = list(string)
}

variable "vpc_id" {
  description = "Id of the VPC."
  type        = string
}
