variable "db_endpoint" {
  description = "Host name of the writer."
  type        = string
}

variable "db_master_secret_arn" {
  description = "ARN of the secret that holds the master user's name and password."
  type        = string
}

variable "subnet_ids" {
  description = "Ids of the private subnets, in order of their zones."
  type        = list(string)
}

variable "vpc_id" {
  description = "Id of the VPC."
  type        = string
}
