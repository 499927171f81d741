resource "aws_api_gateway_deployment" "this" {
  rest_api_id = aws_api_gateway_rest_api.this.id

  # A deployment is a snapshot of routes, models, authorizers and CORS. The hash covers these settings only, so nothing else
  # causes a deployment.
  triggers = {
    configuration = "aac6e8bf5c4fbc08a717c94e30051fbf88ec1fa0"
  }

  lifecycle {
    # AWS refuses to delete a deployment that a stage uses, so the new one is created first.
    create_before_destroy = true
  }

  depends_on = [
    aws_api_gateway_integration.get_tasks,
    aws_api_gateway_integration.post_tasks,
    aws_api_gateway_integration.put_tasks,
    aws_api_gateway_integration.delete_tasks,
    aws_api_gateway_integration_response.preflight,
    aws_api_gateway_gateway_response.cors,
  ]
}

resource "aws_api_gateway_stage" "this" {
  rest_api_id          = aws_api_gateway_rest_api.this.id
  deployment_id        = aws_api_gateway_deployment.this.id
  stage_name           = "production"
  description          = "Deployment stage for production environment"
  xray_tracing_enabled = true

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format = jsonencode({
      requestId      = "$context.requestId"
      ip             = "$context.identity.sourceIp"
      requestTime    = "$context.requestTime"
      httpMethod     = "$context.httpMethod"
      resourcePath   = "$context.resourcePath"
      status         = "$context.status"
      protocol       = "$context.protocol"
      responseLength = "$context.responseLength"
    })
  }

  # API Gateway enables logs only if the account has a logging role.
  depends_on = [aws_api_gateway_account.this]
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  stage_name  = aws_api_gateway_stage.this.stage_name
  method_path = "*/*"

  settings {
    logging_level          = "ERROR"
    metrics_enabled        = true
    throttling_rate_limit  = 2000
    throttling_burst_limit = 1000
  }

  depends_on = [aws_cloudwatch_log_group.execution]
}
