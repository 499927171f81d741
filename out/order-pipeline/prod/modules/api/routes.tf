resource "aws_apigatewayv2_integration" "post_orders" {
  api_id                 = aws_apigatewayv2_api.this.id
  description            = "Lambda integration for order processing"
  integration_type       = "AWS_PROXY"
  integration_uri        = var.order_processor_invoke_arn
  payload_format_version = "2.0"
}

# Anybody may call: Shops send orders without an account; the document asks for no authorization.
resource "aws_apigatewayv2_route" "post_orders" {
  api_id             = aws_apigatewayv2_api.this.id
  route_key          = "POST /orders"
  target             = "integrations/${aws_apigatewayv2_integration.post_orders.id}"
  authorization_type = "NONE"
}
