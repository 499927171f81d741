# `force_destroy`: records that others have made are deleted together with the zone.

resource "aws_route53_zone" "shop" {
  name    = "shop.example.com"
  comment = "shop.example.com of shop-shop-t3"

  force_destroy = true
}
