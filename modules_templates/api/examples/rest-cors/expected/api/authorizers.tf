resource "aws_api_gateway_authorizer" "guard" {
  rest_api_id                      = aws_api_gateway_rest_api.this.id
  name                             = "guard"
  type                             = "REQUEST"
  authorizer_uri                   = var.guard_invoke_arn
  identity_source                  = "method.request.header.X-Caller"
  authorizer_result_ttl_in_seconds = 60

  lifecycle {
    # AWS refuses to delete an authorizer that a method names, so the methods are updated first.
    create_before_destroy = true
  }
}

resource "aws_lambda_permission" "authorizer_guard" {
  statement_id  = "AllowExecutionFromAPIGateway-api-authorizer-guard"
  action        = "lambda:InvokeFunction"
  function_name = var.guard_function_id
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.this.execution_arn}/authorizers/${aws_api_gateway_authorizer.guard.id}"
}
