output "inside_name_servers" {
  description = "Name servers of the zone inside, for its delegation."
  value       = aws_route53_zone.inside.name_servers
}
