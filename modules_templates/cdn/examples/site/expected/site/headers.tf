resource "aws_cloudfront_response_headers_policy" "this" {
  name    = "shop-site-t1"
  comment = "Headers of shop-site-t1"

  security_headers_config {
    content_type_options {
      override = true
    }

    strict_transport_security {
      access_control_max_age_sec = 31536000
      include_subdomains         = true
      preload                    = false
      override                   = true
    }

    content_security_policy {
      content_security_policy = "default-src 'self'"
      override                = true
    }

    frame_options {
      frame_option = "SAMEORIGIN"
      override     = true
    }

    referrer_policy {
      referrer_policy = "strict-origin-when-cross-origin"
      override        = true
    }
  }

  custom_headers_config {
    items {
      header   = "X-Robots-Tag"
      value    = "noarchive"
      override = true
    }
  }

  lifecycle {
    # AWS refuses to delete a policy that the distribution uses, so the distribution is updated first.
    create_before_destroy = true
  }
}
