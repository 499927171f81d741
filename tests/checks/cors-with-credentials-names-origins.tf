resource "aws_apigatewayv2_api" "everybody" { # finding: Every site may act as a logged-in visitor
  cors_configuration {
    allow_origins     = ["*"]
    allow_credentials = true
  }
}

resource "aws_lambda_function_url" "everybody" { # finding: allow no credentials
  cors {
    allow_origins     = ["https://shop.example.com", "*"]
    allow_credentials = true
  }
}

resource "aws_cloudfront_response_headers_policy" "everybody" { # finding: Every site
  cors_config {
    access_control_allow_credentials = true

    access_control_allow_origins {
      items = ["*"]
    }
  }
}

resource "aws_api_gateway_integration_response" "everybody" { # finding: Every site
  response_parameters = {
    "method.response.header.Access-Control-Allow-Origin"      = "'*'"
    "method.response.header.Access-Control-Allow-Credentials" = "'true'"
  }
}

resource "aws_apigatewayv2_api" "public" {
  cors_configuration {
    allow_origins     = ["*"]
    allow_credentials = false
  }
}

resource "aws_apigatewayv2_api" "named" {
  cors_configuration {
    allow_origins     = ["https://shop.example.com"]
    allow_credentials = true
  }
}

resource "aws_api_gateway_integration_response" "public" {
  response_parameters = {
    "method.response.header.Access-Control-Allow-Origin" = "'*'"
  }
}
