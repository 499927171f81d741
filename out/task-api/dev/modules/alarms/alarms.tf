locals {
  alarms = {
    tables_sessions_read_throttles = {
      name        = "trainr963-dev-cloudwatch-tables-sessions-read-throttles-dev"
      description = "Reads of sessions are turned away: more capacity, or keys that spread better, would let them in."
      namespace   = "AWS/DynamoDB"
      metric      = "ReadThrottleEvents"
      dimensions  = { TableName = var.tables_sessions_table_name }
      statistic   = "Sum"
      threshold   = 5
    }
    tables_sessions_write_throttles = {
      name        = "trainr963-dev-cloudwatch-tables-sessions-write-throttles-dev"
      description = "Writes of sessions are turned away: more capacity, or keys that spread better, would let them in."
      namespace   = "AWS/DynamoDB"
      metric      = "WriteThrottleEvents"
      dimensions  = { TableName = var.tables_sessions_table_name }
      statistic   = "Sum"
      threshold   = 5
    }
    functions_get_handler_errors = {
      name        = "trainr963-dev-cloudwatch-functions-get-handler-errors-dev"
      description = "Calls of get-handler fail. Check its log group."
      namespace   = "AWS/Lambda"
      metric      = "Errors"
      dimensions  = { FunctionName = "trainr963-dev-lambda-get-handler-dev" }
      statistic   = "Sum"
      threshold   = 5
      comparison  = "GreaterThanOrEqualToThreshold"
    }
    functions_get_handler_throttles = {
      name        = "trainr963-dev-cloudwatch-functions-get-handler-throttles-dev"
      description = "Lambda throttles calls of get-handler: too many run at the same time."
      namespace   = "AWS/Lambda"
      metric      = "Throttles"
      dimensions  = { FunctionName = "trainr963-dev-lambda-get-handler-dev" }
      statistic   = "Sum"
      threshold   = 1
      comparison  = "GreaterThanOrEqualToThreshold"
    }
    functions_get_handler_duration = {
      name        = "trainr963-dev-cloudwatch-functions-get-handler-duration-dev"
      description = "The slowest calls of get-handler take 90 percent of its timeout of 30 seconds."
      namespace   = "AWS/Lambda"
      metric      = "Duration"
      dimensions  = { FunctionName = "trainr963-dev-lambda-get-handler-dev" }
      percentile  = "p99"
      threshold   = 27000
      comparison  = "GreaterThanOrEqualToThreshold"
    }
    functions_post_handler_errors = {
      name        = "trainr963-dev-cloudwatch-functions-post-handler-errors-dev"
      description = "Calls of post-handler fail. Check its log group."
      namespace   = "AWS/Lambda"
      metric      = "Errors"
      dimensions  = { FunctionName = "trainr963-dev-lambda-post-handler-dev" }
      statistic   = "Sum"
      threshold   = 5
      comparison  = "GreaterThanOrEqualToThreshold"
    }
    functions_post_handler_throttles = {
      name        = "trainr963-dev-cloudwatch-functions-post-handler-throttles-dev"
      description = "Lambda throttles calls of post-handler: too many run at the same time."
      namespace   = "AWS/Lambda"
      metric      = "Throttles"
      dimensions  = { FunctionName = "trainr963-dev-lambda-post-handler-dev" }
      statistic   = "Sum"
      threshold   = 1
      comparison  = "GreaterThanOrEqualToThreshold"
    }
    functions_post_handler_duration = {
      name        = "trainr963-dev-cloudwatch-functions-post-handler-duration-dev"
      description = "The slowest calls of post-handler take 90 percent of its timeout of 30 seconds."
      namespace   = "AWS/Lambda"
      metric      = "Duration"
      dimensions  = { FunctionName = "trainr963-dev-lambda-post-handler-dev" }
      percentile  = "p99"
      threshold   = 27000
      comparison  = "GreaterThanOrEqualToThreshold"
    }
    functions_put_handler_errors = {
      name        = "trainr963-dev-cloudwatch-functions-put-handler-errors-dev"
      description = "Calls of put-handler fail. Check its log group."
      namespace   = "AWS/Lambda"
      metric      = "Errors"
      dimensions  = { FunctionName = "trainr963-dev-lambda-put-handler-dev" }
      statistic   = "Sum"
      threshold   = 5
      comparison  = "GreaterThanOrEqualToThreshold"
    }
    functions_put_handler_throttles = {
      name        = "trainr963-dev-cloudwatch-functions-put-handler-throttles-dev"
      description = "Lambda throttles calls of put-handler: too many run at the same time."
      namespace   = "AWS/Lambda"
      metric      = "Throttles"
      dimensions  = { FunctionName = "trainr963-dev-lambda-put-handler-dev" }
      statistic   = "Sum"
      threshold   = 1
      comparison  = "GreaterThanOrEqualToThreshold"
    }
    functions_put_handler_duration = {
      name        = "trainr963-dev-cloudwatch-functions-put-handler-duration-dev"
      description = "The slowest calls of put-handler take 90 percent of its timeout of 30 seconds."
      namespace   = "AWS/Lambda"
      metric      = "Duration"
      dimensions  = { FunctionName = "trainr963-dev-lambda-put-handler-dev" }
      percentile  = "p99"
      threshold   = 27000
      comparison  = "GreaterThanOrEqualToThreshold"
    }
    functions_delete_handler_errors = {
      name        = "trainr963-dev-cloudwatch-functions-delete-handler-errors-dev"
      description = "Calls of delete-handler fail. Check its log group."
      namespace   = "AWS/Lambda"
      metric      = "Errors"
      dimensions  = { FunctionName = "trainr963-dev-lambda-delete-handler-dev" }
      statistic   = "Sum"
      threshold   = 5
      comparison  = "GreaterThanOrEqualToThreshold"
    }
    functions_delete_handler_throttles = {
      name        = "trainr963-dev-cloudwatch-functions-delete-handler-throttles-dev"
      description = "Lambda throttles calls of delete-handler: too many run at the same time."
      namespace   = "AWS/Lambda"
      metric      = "Throttles"
      dimensions  = { FunctionName = "trainr963-dev-lambda-delete-handler-dev" }
      statistic   = "Sum"
      threshold   = 1
      comparison  = "GreaterThanOrEqualToThreshold"
    }
    functions_delete_handler_duration = {
      name        = "trainr963-dev-cloudwatch-functions-delete-handler-duration-dev"
      description = "The slowest calls of delete-handler take 90 percent of its timeout of 30 seconds."
      namespace   = "AWS/Lambda"
      metric      = "Duration"
      dimensions  = { FunctionName = "trainr963-dev-lambda-delete-handler-dev" }
      percentile  = "p99"
      threshold   = 27000
      comparison  = "GreaterThanOrEqualToThreshold"
    }
    api_5xx = {
      name        = "trainr963-dev-cloudwatch-api-5xx-dev"
      description = "The API returns 5xx errors. Check its access log and its functions."
      namespace   = "AWS/ApiGateway"
      metric      = "5XXError"
      dimensions  = { ApiName = "trainr963-dev-apigateway-api-dev", Stage = "dev" }
      statistic   = "Sum"
      threshold   = 5
      comparison  = "GreaterThanOrEqualToThreshold"
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = each.value.name
  alarm_description   = each.value.description
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = lookup(each.value, "statistic", null)
  extended_statistic  = lookup(each.value, "percentile", null)
  period              = 300
  evaluation_periods  = 1
  threshold           = each.value.threshold
  comparison_operator = lookup(each.value, "comparison", "GreaterThanThreshold")
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.this.arn]
  ok_actions          = [aws_sns_topic.this.arn]
}
