resource "aws_api_gateway_method" "open" { # finding: Anybody may call it
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "signed" {
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_method" "with_key" {
  http_method      = "GET"
  authorization    = "NONE"
  api_key_required = true
}

resource "aws_api_gateway_method" "preflight" {
  http_method   = "OPTIONS"
  authorization = "NONE"
}

resource "aws_apigatewayv2_route" "default" { # finding: Anybody may call it
  route_key = "GET /orders"
}

resource "aws_apigatewayv2_route" "token" {
  route_key          = "GET /orders"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.this.id
}
