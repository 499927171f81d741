# AWS refuses to delete an authorizer that a route names, so the routes are updated first.

# Customers log in with the shop's own pool.
resource "aws_apigatewayv2_authorizer" "customers" {
  api_id           = aws_apigatewayv2_api.this.id
  name             = "customers"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI"
    audience = ["shop-app"]
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_apigatewayv2_authorizer" "partners" {
  api_id                            = aws_apigatewayv2_api.this.id
  name                              = "partners"
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = var.guard_invoke_arn
  authorizer_payload_format_version = "2.0"
  authorizer_result_ttl_in_seconds  = 300
  identity_sources                  = ["$request.header.X-Caller"]

  # The function answers { isAuthorized = true } or { isAuthorized = false } instead of a policy.
  enable_simple_responses = true

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_lambda_permission" "authorizer_partners" {
  statement_id  = "AllowExecutionFromAPIGateway-api-authorizer-partners"
  action        = "lambda:InvokeFunction"
  function_name = var.guard_function_id
  qualifier     = "live"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/authorizers/${aws_apigatewayv2_authorizer.partners.id}"
}
