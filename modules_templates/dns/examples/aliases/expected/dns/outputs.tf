output "shop_name_servers" {
  description = "Name servers of the zone shop, for its delegation."
  value       = aws_route53_zone.shop.name_servers
}
