variable "alb_dns_name" {
  description = "DNS name of the load balancer."
  type        = string
}

variable "alb_zone_id" {
  description = "Hosted zone of the load balancer, for alias records."
  type        = string
}

variable "api_domain_host" {
  description = "DNS name of the custom domain, for alias records."
  type        = string
}

variable "api_domain_zone_id" {
  description = "Hosted zone of the custom domain, for alias records."
  type        = string
}

variable "cdn_domain_name" {
  description = "Host name of the distribution."
  type        = string
}

variable "cdn_hosted_zone_id" {
  description = "Hosted zone of the distribution, for alias records."
  type        = string
}
