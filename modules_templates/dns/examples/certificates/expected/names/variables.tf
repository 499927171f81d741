variable "cdn_domain_name" {
  description = "Host name of the distribution."
  type        = string
}

variable "cdn_hosted_zone_id" {
  description = "Hosted zone of the distribution, for alias records."
  type        = string
}

variable "dns_shop_zone_id" {
  description = "Id of the zone shop."
  type        = string
}
