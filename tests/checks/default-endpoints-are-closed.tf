resource "aws_apigatewayv2_api" "open" { # finding: The address that AWS gave it is open beside its domain
  disable_execute_api_endpoint = false
}

resource "aws_apigatewayv2_api_mapping" "open" {
  api_id = aws_apigatewayv2_api.open.id
}

resource "aws_apigatewayv2_api" "closed" {
  disable_execute_api_endpoint = true
}

resource "aws_apigatewayv2_api_mapping" "closed" {
  api_id = aws_apigatewayv2_api.closed.id
}

resource "aws_apigatewayv2_api" "without_domain" {
  disable_execute_api_endpoint = false
}
