variable "alb_waf_target_arn" {
  description = "What a regional web ACL is put before."
  type        = string
}
