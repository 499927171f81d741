resource "aws_lb" "bare" { # finding: The internet reaches aws_lb.bare without a web ACL
  internal = false
}

resource "aws_lb" "protected" {
  internal = false
}

resource "aws_lb" "internal" {
  internal = true
}

resource "aws_lb" "network" {
  load_balancer_type = "network"
}

resource "aws_wafv2_web_acl_association" "this" {
  web_acl_arn  = aws_wafv2_web_acl.this.arn
  resource_arn = aws_lb.protected.arn
}

resource "aws_api_gateway_rest_api" "private" {
  endpoint_configuration {
    types = ["PRIVATE"]
  }
}

resource "aws_api_gateway_rest_api" "public" {
  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_stage" "private" {
  rest_api_id = aws_api_gateway_rest_api.private.id
}

resource "aws_api_gateway_stage" "public" { # finding: aws_api_gateway_stage.public
  rest_api_id = aws_api_gateway_rest_api.public.id
}

resource "aws_lb" "counted" { # finding: aws_lb.counted without a web ACL
  internal = false
}

resource "aws_wafv2_web_acl" "counting" {
  default_action {
    allow {}
  }

  rule {
    name = "rate"

    action {
      count {}
    }
  }
}

resource "aws_wafv2_web_acl_association" "counting" {
  web_acl_arn  = aws_wafv2_web_acl.counting.arn
  resource_arn = aws_lb.counted.arn
}

resource "aws_wafv2_web_acl" "edge" {
  scope = "CLOUDFRONT"
}

resource "aws_cloudfront_distribution" "bare" { # finding: aws_cloudfront_distribution.bare without a web ACL
  enabled = true
}

resource "aws_cloudfront_distribution" "protected" {
  web_acl_id = aws_wafv2_web_acl.edge.arn
}
