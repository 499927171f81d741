resource "aws_api_gateway_deployment" "this" {
  rest_api_id = aws_api_gateway_rest_api.this.id

  # A deployment is a snapshot of routes, models, authorizers and CORS. The hash covers these settings only, so nothing else
  # causes a deployment.
  triggers = {
    configuration = "d8bca9414ba4ed8a6faa02760ce49f4992d18e2f"
  }

  lifecycle {
    # AWS refuses to delete a deployment that a stage uses, so the new one is created first.
    create_before_destroy = true
  }

  depends_on = [
    aws_api_gateway_integration.get_products,
    aws_api_gateway_integration.post_products,
    aws_api_gateway_integration.post_orders,
  ]
}

# Errors show up in the logs of the functions.
resource "aws_api_gateway_stage" "this" {
  rest_api_id          = aws_api_gateway_rest_api.this.id
  deployment_id        = aws_api_gateway_deployment.this.id
  stage_name           = "prod"
  description          = "Deployment stage for rest-validated environment"
  xray_tracing_enabled = false

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
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  stage_name  = aws_api_gateway_stage.this.stage_name
  method_path = "*/*"

  settings {
    logging_level          = "OFF"
    metrics_enabled        = false
    throttling_rate_limit  = 2000
    throttling_burst_limit = 1000
  }
}
