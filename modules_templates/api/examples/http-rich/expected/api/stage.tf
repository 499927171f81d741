# The address of the shop's app has no stage in it.
resource "aws_apigatewayv2_stage" "this" {
  api_id      = aws_apigatewayv2_api.this.id
  name        = "$default"
  description = "Deployment stage for http-rich environment"
  auto_deploy = true

  # The provider's default limit is 0, which refuses every call.
  default_route_settings {
    detailed_metrics_enabled = true
    throttling_rate_limit    = 2000
    throttling_burst_limit   = 1000
  }

  route_settings {
    route_key                = aws_apigatewayv2_route.get_catalogue_by_parameter.route_key
    detailed_metrics_enabled = true
    throttling_rate_limit    = 500
    throttling_burst_limit   = 200
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format = jsonencode({
      requestId      = "$context.requestId"
      ip             = "$context.identity.sourceIp"
      requestTime    = "$context.requestTime"
      httpMethod     = "$context.httpMethod"
      routeKey       = "$context.routeKey"
      status         = "$context.status"
      protocol       = "$context.protocol"
      responseLength = "$context.responseLength"
    })
  }
}
