output "edge_certificate_arn" {
  description = "ARN of the certificate edge, once it is valid."
  value       = aws_acm_certificate_validation.edge.certificate_arn
}

output "shop_name_servers" {
  description = "Name servers of the zone shop, for its delegation."
  value       = aws_route53_zone.shop.name_servers
}

output "shop_zone_id" {
  description = "Id of the zone shop."
  value       = aws_route53_zone.shop.zone_id
}

output "site_certificate_arn" {
  description = "ARN of the certificate site, once it is valid."
  value       = aws_acm_certificate_validation.site.certificate_arn
}
