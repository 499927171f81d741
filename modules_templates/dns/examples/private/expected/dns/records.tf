resource "aws_route53_record" "inside" {
  for_each = {
    "database/CNAME" = {
      name    = "database.shop.internal"
      type    = "CNAME"
      ttl     = 60
      records = [var.database_endpoint]
    }
  }

  zone_id = aws_route53_zone.inside.zone_id
  name    = each.value.name
  type    = each.value.type
  ttl     = each.value.ttl
  records = each.value.records
}
