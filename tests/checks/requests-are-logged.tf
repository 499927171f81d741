resource "aws_lb" "silent" { # finding: Add `access_logs`
  name = "silent"
}

resource "aws_lb" "recorded" {
  name = "recorded"

  access_logs {
    bucket  = aws_s3_bucket.logs.bucket
    enabled = true
  }
}

resource "aws_lb" "off" { # finding: It keeps no log of its requests
  name = "off"

  access_logs {
    bucket  = aws_s3_bucket.logs.bucket
    enabled = false
  }
}

resource "aws_cloudfront_distribution" "silent" { # finding: Add `logging_config`
  enabled = true
}

resource "aws_api_gateway_stage" "silent" { # finding: Add `access_log_settings`
  stage_name = "prod"
}

resource "aws_apigatewayv2_stage" "recorded" {
  name = "prod"

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format          = "$context.requestId"
  }
}

resource "aws_wafv2_web_acl" "silent" { # finding: Add an `aws_wafv2_web_acl_logging_configuration`
  name = "silent"
}

resource "aws_wafv2_web_acl" "recorded" {
  name = "recorded"
}

resource "aws_wafv2_web_acl_logging_configuration" "recorded" {
  resource_arn = aws_wafv2_web_acl.recorded.arn
}

resource "aws_api_gateway_method_settings" "silent" { # finding: Errors of the API are not logged
  settings {
    logging_level = "OFF"
  }
}
