resource "aws_route53_zone" "shop" {
  name    = "shop.example.com"
  comment = "All names of the shop"
}
