resource "aws_cloudfront_distribution" "bare" { # finding: No security headers are sent for the default behaviour
  default_cache_behavior {
    target_origin_id = "files"
  }
}

resource "aws_cloudfront_distribution" "guarded" {
  default_cache_behavior {
    target_origin_id           = "files"
    response_headers_policy_id = aws_cloudfront_response_headers_policy.guarded.id
  }
}

resource "aws_cloudfront_response_headers_policy" "guarded" {
  security_headers_config {
    strict_transport_security {
      access_control_max_age_sec = 31536000
      override                   = true
    }
  }
}

resource "aws_cloudfront_response_headers_policy" "short" { # finding: Browsers may come back by plain HTTP
  security_headers_config {
    strict_transport_security {
      access_control_max_age_sec = 60
      override                   = true
    }
  }
}
