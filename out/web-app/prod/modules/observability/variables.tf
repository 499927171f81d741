variable "alb_arn_suffix" {
  description = "Name of the load balancer in CloudWatch's dimensions."
  type        = string
}

variable "alb_web_blue_target_group_arn_suffix" {
  description = "Name of the target group web-blue in CloudWatch's dimensions."
  type        = string
}

variable "alb_web_green_target_group_arn_suffix" {
  description = "Name of the target group web-green in CloudWatch's dimensions."
  type        = string
}
