resource "aws_acm_certificate" "this" {
  domain_name               = "example.com"
  subject_alternative_names = ["*.example.com"]
  validation_method         = "DNS"

  lifecycle {
    # What shows a certificate cannot let go of it before there is another.
    create_before_destroy = true
  }
}

locals {
  certificate_proofs = {
    for proof in aws_acm_certificate.this.domain_validation_options : proof.domain_name => proof
  }
}

# The records stay for as long as the certificate: AWS looks at them again before each renewal.
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
