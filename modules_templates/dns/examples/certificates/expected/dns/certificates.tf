resource "aws_acm_certificate" "site" {
  domain_name               = "shop.example.com"
  subject_alternative_names = ["*.shop.example.com"]
  validation_method         = "DNS"

  lifecycle {
    # AWS refuses to delete a certificate that is in use, so the new one is created first.
    create_before_destroy = true
  }
}

resource "aws_acm_certificate_validation" "site" {
  certificate_arn         = aws_acm_certificate.site.arn
  validation_record_fqdns = [aws_route53_record.shop_proof["shop.example.com"].fqdn]
}

# CloudFront shows it.
resource "aws_acm_certificate" "edge" {
  provider = aws.us_east_1

  domain_name               = "shop.example.com"
  subject_alternative_names = ["www.shop.example.com", "docs.example.org"]
  validation_method         = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_acm_certificate_validation" "edge" {
  provider = aws.us_east_1

  certificate_arn = aws_acm_certificate.edge.arn
  validation_record_fqdns = [
    aws_route53_record.shop_proof["shop.example.com"].fqdn,
    aws_route53_record.shop_proof["www.shop.example.com"].fqdn,
    aws_route53_record.docs_proof["docs.example.org"].fqdn,
  ]
}

# One record validates a name and its wildcard, in the certificates of every region.
locals {
  proofs = {
    for name, proofs in {
      for proof in flatten([
        tolist(aws_acm_certificate.edge.domain_validation_options),
        tolist(aws_acm_certificate.site.domain_validation_options),
      ]) : trimprefix(proof.domain_name, "*.") => proof...
    } : name => proofs[0]
  }
}

# ACM checks these records again before each renewal.
resource "aws_route53_record" "shop_proof" {
  for_each = toset(["shop.example.com", "www.shop.example.com"])

  zone_id = aws_route53_zone.shop.zone_id
  name    = local.proofs[each.key].resource_record_name
  type    = local.proofs[each.key].resource_record_type
  ttl     = 300
  records = [local.proofs[each.key].resource_record_value]
}

resource "aws_route53_record" "docs_proof" {
  for_each = toset(["docs.example.org"])

  zone_id = "Z0123456789ABC"
  name    = local.proofs[each.key].resource_record_name
  type    = local.proofs[each.key].resource_record_type
  ttl     = 300
  records = [local.proofs[each.key].resource_record_value]
}
