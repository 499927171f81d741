resource "aws_acm_certificate" "this" {
  domain_name               = "example.com"
  subject_alternative_names = ["*.example.com"]
  validation_method         = "DNS"

  lifecycle {
    # AWS refuses to delete a certificate that is in use, so the new one is created first.
    create_before_destroy = true
  }
}

locals {
  certificate_proofs = {
    for proof in aws_acm_certificate.this.domain_validation_options : proof.domain_name => proof
  }
}

# ACM checks these records again before each renewal.
resource "aws_route53_record" "certificate" {
  for_each = toset(["example.com"])

  zone_id = "Z0123456789ABCDEFGHIJ"
  name    = local.certificate_proofs[each.key].resource_record_name
  type    = local.certificate_proofs[each.key].resource_record_type
  ttl     = 300
  records = [local.certificate_proofs[each.key].resource_record_value]
}

resource "aws_acm_certificate_validation" "this" {
  certificate_arn         = aws_acm_certificate.this.arn
  validation_record_fqdns = values(aws_route53_record.certificate)[*].fqdn
}
