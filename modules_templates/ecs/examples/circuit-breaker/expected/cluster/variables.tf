variable "front_dns_name" {
  description = "DNS name of the load balancer."
  type        = string
}

variable "order_api_load_balancer_arn_suffix" {
  description = "Name of the load balancer in CloudWatch's dimensions."
  type        = string
}

variable "order_api_target_group_arn" {
  description = "ARN of the target group api."
  type        = string
}

variable "order_api_target_group_arn_suffix" {
  description = "Name of the target group api in CloudWatch's dimensions."
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
