variable "alb_arn_suffix" {
  description = "Name of the load balancer in CloudWatch's dimensions."
  type        = string
}

variable "alb_web_target_group_arn_suffix" {
  description = "Name of the target group web in CloudWatch's dimensions."
  type        = string
}
