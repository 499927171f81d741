variable "alb_waf_target_arn" {
  description = "ARN of the load balancer, for a regional web ACL."
  type        = string
}
