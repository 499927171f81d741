variable "checkout_blue_target_group_name" {
  description = "Name of the target group checkout-blue."
  type        = string
}

variable "checkout_green_target_group_name" {
  description = "Name of the target group checkout-green."
  type        = string
}

variable "checkout_https_listener_arn" {
  description = "ARN of the HTTPS listener."
  type        = string
}

variable "checkout_target_group_arn" {
  description = "ARN of the target group checkout-blue."
  type        = string
}

variable "checkout_test_listener_arn" {
  description = "ARN of the test listener."
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
