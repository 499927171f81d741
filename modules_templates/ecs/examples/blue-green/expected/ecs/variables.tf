variable "database_endpoint" {
  description = "Host name of the writer."
  type        = string
}

variable "database_master_secret_arn" {
  description = "ARN of the secret that holds the master user's name and password."
  type        = string
}

variable "database_secret_key_arn" {
  description = "ARN of the key that encrypts the secret."
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

variable "web_blue_target_group_name" {
  description = "Name of the target group web-blue."
  type        = string
}

variable "web_green_target_group_name" {
  description = "Name of the target group web-green."
  type        = string
}

variable "web_https_listener_arn" {
  description = "ARN of the HTTPS listener."
  type        = string
}

variable "web_target_group_arn" {
  description = "ARN of the target group web-blue."
  type        = string
}

variable "web_test_listener_arn" {
  description = "ARN of the test listener."
  type        = string
}
