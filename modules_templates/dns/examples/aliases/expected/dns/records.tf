resource "aws_route53_record" "shop_alias" {
  for_each = {
    "@/A" = {
      name    = "shop.example.com"
      type    = "A"
      host    = var.cdn_domain_name
      zone_id = var.cdn_hosted_zone_id
      checked = false
    }
    "@/AAAA" = {
      name    = "shop.example.com"
      type    = "AAAA"
      host    = var.cdn_domain_name
      zone_id = var.cdn_hosted_zone_id
      checked = false
    }
    "api/A" = {
      name    = "api.shop.example.com"
      type    = "A"
      host    = var.api_domain_host
      zone_id = var.api_domain_zone_id
      checked = false
    }
    "app/A" = {
      name    = "app.shop.example.com"
      type    = "A"
      host    = var.alb_dns_name
      zone_id = var.alb_zone_id
      checked = true
    }
  }

  zone_id = aws_route53_zone.shop.zone_id
  name    = each.value.name
  type    = each.value.type

  alias {
    name                   = each.value.host
    zone_id                = each.value.zone_id
    evaluate_target_health = each.value.checked
  }
}
