resource "aws_apigatewayv2_stage" "open" { # finding: One caller can use up the API
  name = "prod"
}

resource "aws_apigatewayv2_stage" "limited" {
  name = "prod"

  default_route_settings {
    throttling_rate_limit  = 100
    throttling_burst_limit = 50
  }
}

resource "aws_api_gateway_method_settings" "unlimited" { # finding: Set throttling_rate_limit
  settings {
    throttling_rate_limit  = -1
    throttling_burst_limit = 50
  }
}
