# Settings of one method replace those of all methods, so they repeat logs and metrics.

resource "aws_api_gateway_deployment" "this" {
  rest_api_id = aws_api_gateway_rest_api.this.id

  # A deployment is a snapshot of routes, models, authorizers and CORS. The hash covers these settings only, so nothing else
  # causes a deployment.
  triggers = {
    configuration = "ceaebd9c3070052a5a3e173433ac766f8c92d8c4"
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
    aws_api_gateway_integration.get_tasks_by_parameter_notes_below,
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
      requestId       = "$context.requestId"
      ip              = "$context.identity.sourceIp"
      httpMethod      = "$context.httpMethod"
      path            = "$context.path"
      status          = "$context.status"
      responseLatency = "$context.responseLatency"
      errorMessage    = "$context.error.message"
      wafResponseCode = "$context.wafResponseCode"
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
    logging_level          = "INFO"
    metrics_enabled        = true
    throttling_rate_limit  = 2000
    throttling_burst_limit = 1000
  }

  depends_on = [aws_cloudwatch_log_group.execution]
}

resource "aws_api_gateway_method_settings" "post_tasks" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  stage_name  = aws_api_gateway_stage.this.stage_name
  method_path = "~1tasks/POST"

  settings {
    logging_level          = "INFO"
    metrics_enabled        = true
    throttling_rate_limit  = 50
    throttling_burst_limit = 20
  }

  depends_on = [aws_api_gateway_method_settings.all]
}

resource "aws_api_gateway_method_settings" "get_tasks_by_parameter_notes_below" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  stage_name  = aws_api_gateway_stage.this.stage_name
  method_path = "~1tasks~1{id}~1notes~1{note+}/GET"

  settings {
    logging_level          = "INFO"
    metrics_enabled        = true
    throttling_rate_limit  = 10
    throttling_burst_limit = 5
  }

  depends_on = [aws_api_gateway_method_settings.all]
}
