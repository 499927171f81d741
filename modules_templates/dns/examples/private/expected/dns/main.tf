# `force_destroy`: records that others have made are deleted together with the zone.

resource "aws_route53_zone" "inside" {
  name    = "shop.internal"
  comment = "shop.internal of shop-inside-t2"

  force_destroy = true

  vpc {
    vpc_id = var.vpc_id
  }
}
