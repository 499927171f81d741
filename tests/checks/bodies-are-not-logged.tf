resource "aws_api_gateway_method_settings" "everything" { # finding: Whole requests are written into the log
  settings {
    data_trace_enabled = true
  }
}

resource "aws_api_gateway_method_settings" "errors" {
  settings {
    logging_level = "ERROR"
  }
}

resource "aws_cloudfront_distribution" "cookies" { # finding: Cookies are written into the log
  logging_config {
    bucket          = aws_s3_bucket.logs.bucket_domain_name
    include_cookies = true
  }
}

resource "aws_wafv2_web_acl_logging_configuration" "everything" { # finding: Tokens are written into the log
  resource_arn = aws_wafv2_web_acl.this.arn
}

resource "aws_wafv2_web_acl_logging_configuration" "redacted" {
  resource_arn = aws_wafv2_web_acl.this.arn

  redacted_fields {
    single_header {
      name = "authorization"
    }
  }
}
