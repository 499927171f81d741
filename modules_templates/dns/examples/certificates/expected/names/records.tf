resource "aws_route53_record" "shop_alias" {
  for_each = {
    "www/A" = {
      name    = "www.shop.example.com"
      type    = "A"
      host    = var.cdn_domain_name
      zone_id = var.cdn_hosted_zone_id
      checked = false
    }
    "www/AAAA" = {
      name    = "www.shop.example.com"
      type    = "AAAA"
      host    = var.cdn_domain_name
      zone_id = var.cdn_hosted_zone_id
      checked = false
    }
  }

  zone_id = var.dns_shop_zone_id
  name    = each.value.name
  type    = each.value.type

  alias {
    name                   = each.value.host
    zone_id                = each.value.zone_id
    evaluate_target_health = each.value.checked
  }
}
