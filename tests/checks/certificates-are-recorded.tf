resource "aws_acm_certificate" "hidden" { # finding: Browsers will refuse the certificate
  domain_name = "shop.example.com"

  options {
    certificate_transparency_logging_preference = "DISABLED"
  }
}

resource "aws_acm_certificate" "recorded" {
  domain_name = "shop.example.com"
}

resource "aws_acm_certificate" "short" { # finding: The key of the certificate is too short
  key_algorithm = "RSA_1024"
}
