resource "aws_apigatewayv2_integration" "get_catalogue_by_parameter" {
  api_id                 = aws_apigatewayv2_api.this.id
  integration_type       = "AWS_PROXY"
  integration_uri        = var.catalogue_invoke_arn
  payload_format_version = "2.0"
}

# Anybody may call: Prices are public.
resource "aws_apigatewayv2_route" "get_catalogue_by_parameter" {
  api_id             = aws_apigatewayv2_api.this.id
  route_key          = "GET /catalogue/{product}"
  target             = "integrations/${aws_apigatewayv2_integration.get_catalogue_by_parameter.id}"
  authorization_type = "NONE"
}

resource "aws_apigatewayv2_integration" "any_baskets_below" {
  api_id                 = aws_apigatewayv2_api.this.id
  integration_type       = "AWS_PROXY"
  integration_uri        = var.baskets_invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "any_baskets_below" {
  api_id               = aws_apigatewayv2_api.this.id
  route_key            = "ANY /baskets/{proxy+}"
  target               = "integrations/${aws_apigatewayv2_integration.any_baskets_below.id}"
  authorization_type   = "JWT"
  authorizer_id        = aws_apigatewayv2_authorizer.customers.id
  authorization_scopes = ["baskets/write"]
}

resource "aws_apigatewayv2_integration" "get_exports" {
  api_id                 = aws_apigatewayv2_api.this.id
  integration_type       = "AWS_PROXY"
  integration_uri        = var.catalogue_invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "get_exports" {
  api_id             = aws_apigatewayv2_api.this.id
  route_key          = "GET /exports"
  target             = "integrations/${aws_apigatewayv2_integration.get_exports.id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.partners.id
}

resource "aws_apigatewayv2_integration" "get_root" {
  api_id                 = aws_apigatewayv2_api.this.id
  integration_type       = "AWS_PROXY"
  integration_uri        = var.catalogue_invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "get_root" {
  api_id             = aws_apigatewayv2_api.this.id
  route_key          = "GET /"
  target             = "integrations/${aws_apigatewayv2_integration.get_root.id}"
  authorization_type = "AWS_IAM"
}

resource "aws_apigatewayv2_integration" "default" {
  api_id                 = aws_apigatewayv2_api.this.id
  integration_type       = "AWS_PROXY"
  integration_uri        = var.catalogue_invoke_arn
  payload_format_version = "2.0"
}

# Anybody may call: Says where the documentation is.
resource "aws_apigatewayv2_route" "default" {
  api_id             = aws_apigatewayv2_api.this.id
  route_key          = "$default"
  target             = "integrations/${aws_apigatewayv2_integration.default.id}"
  authorization_type = "NONE"
}
