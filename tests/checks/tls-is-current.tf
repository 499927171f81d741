resource "aws_lb_listener" "old" { # finding: ELBSecurityPolicy-2016-08
  protocol   = "HTTPS"
  ssl_policy = "ELBSecurityPolicy-2016-08"
}

resource "aws_lb_listener" "current" {
  protocol   = "HTTPS"
  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
}

resource "aws_lb_listener" "default" { # finding: the default policy
  protocol = "TLS"
}

resource "aws_lb_listener" "redirect" {
  protocol = "HTTP"
}

resource "aws_cloudfront_distribution" "old" { # finding: TLSv1
  viewer_certificate {
    acm_certificate_arn = aws_acm_certificate.this.arn
    ssl_support_method  = "sni-only"
  }
}

resource "aws_cloudfront_distribution" "origin" { # finding: SSLv3 to its origin
  origin {
    custom_origin_config {
      origin_ssl_protocols = ["SSLv3", "TLSv1.2"]
    }
  }

  viewer_certificate {
    cloudfront_default_certificate = true
  }
}

resource "aws_cloudfront_distribution" "current" {
  origin {
    custom_origin_config {
      origin_ssl_protocols = ["TLSv1.2"]
    }
  }

  viewer_certificate {
    acm_certificate_arn      = aws_acm_certificate.this.arn
    minimum_protocol_version = "TLSv1.2_2021"
  }
}

resource "aws_apigatewayv2_domain_name" "old" { # finding: TLS_1_0
  domain_name_configuration {
    security_policy = "TLS_1_0"
  }
}

resource "aws_apigatewayv2_domain_name" "current" {
  domain_name_configuration {
    security_policy = "TLS_1_2"
  }
}

resource "aws_opensearch_domain" "old" { # finding: Policy-Min-TLS-1-0-2019-07
  domain_endpoint_options {
    enforce_https       = true
    tls_security_policy = "Policy-Min-TLS-1-0-2019-07"
  }
}
