resource "aws_cloudwatch_metric_alarm" "tables_sessions_read_throttles" {
  alarm_name          = "trainr963-dev-cloudwatch-tables-sessions-read-throttles-dev"
  alarm_description   = "Reads of sessions are turned away: more capacity, or keys that spread better, would let them in."
  namespace           = "AWS/DynamoDB"
  metric_name         = "ReadThrottleEvents"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 5
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  dimensions = {
    TableName = var.tables_sessions_table_name
  }
  alarm_actions = [aws_sns_topic.this.arn]
  ok_actions    = [aws_sns_topic.this.arn]
}

resource "aws_cloudwatch_metric_alarm" "tables_sessions_write_throttles" {
  alarm_name          = "trainr963-dev-cloudwatch-tables-sessions-write-throttles-dev"
  alarm_description   = "Writes of sessions are turned away: more capacity, or keys that spread better, would let them in."
  namespace           = "AWS/DynamoDB"
  metric_name         = "WriteThrottleEvents"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 5
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  dimensions = {
    TableName = var.tables_sessions_table_name
  }
  alarm_actions = [aws_sns_topic.this.arn]
  ok_actions    = [aws_sns_topic.this.arn]
}

resource "aws_cloudwatch_metric_alarm" "functions_get_handler_errors" {
  alarm_name          = "trainr963-dev-cloudwatch-functions-get-handler-errors-dev"
  alarm_description   = "Calls of get-handler fail. Check its log group."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 5
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  dimensions = {
    FunctionName = "trainr963-dev-lambda-get-handler-dev"
  }
  alarm_actions = [aws_sns_topic.this.arn]
  ok_actions    = [aws_sns_topic.this.arn]
}

resource "aws_cloudwatch_metric_alarm" "functions_get_handler_throttles" {
  alarm_name          = "trainr963-dev-cloudwatch-functions-get-handler-throttles-dev"
  alarm_description   = "Lambda throttles calls of get-handler: too many run at the same time."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  dimensions = {
    FunctionName = "trainr963-dev-lambda-get-handler-dev"
  }
  alarm_actions = [aws_sns_topic.this.arn]
  ok_actions    = [aws_sns_topic.this.arn]
}

resource "aws_cloudwatch_metric_alarm" "functions_get_handler_duration" {
  alarm_name          = "trainr963-dev-cloudwatch-functions-get-handler-duration-dev"
  alarm_description   = "The slowest calls of get-handler take 90 percent of its timeout of 30 seconds."
  namespace           = "AWS/Lambda"
  metric_name         = "Duration"
  extended_statistic  = "p99"
  period              = 300
  evaluation_periods  = 1
  threshold           = 27000
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  dimensions = {
    FunctionName = "trainr963-dev-lambda-get-handler-dev"
  }
  alarm_actions = [aws_sns_topic.this.arn]
  ok_actions    = [aws_sns_topic.this.arn]
}

resource "aws_cloudwatch_metric_alarm" "functions_post_handler_errors" {
  alarm_name          = "trainr963-dev-cloudwatch-functions-post-handler-errors-dev"
  alarm_description   = "Calls of post-handler fail. Check its log group."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 5
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  dimensions = {
    FunctionName = "trainr963-dev-lambda-post-handler-dev"
  }
  alarm_actions = [aws_sns_topic.this.arn]
  ok_actions    = [aws_sns_topic.this.arn]
}

resource "aws_cloudwatch_metric_alarm" "functions_post_handler_throttles" {
  alarm_name          = "trainr963-dev-cloudwatch-functions-post-handler-throttles-dev"
  alarm_description   = "Lambda throttles calls of post-handler: too many run at the same time."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  dimensions = {
    FunctionName = "trainr963-dev-lambda-post-handler-dev"
  }
  alarm_actions = [aws_sns_topic.this.arn]
  ok_actions    = [aws_sns_topic.this.arn]
}

resource "aws_cloudwatch_metric_alarm" "functions_post_handler_duration" {
  alarm_name          = "trainr963-dev-cloudwatch-functions-post-handler-duration-dev"
  alarm_description   = "The slowest calls of post-handler take 90 percent of its timeout of 30 seconds."
  namespace           = "AWS/Lambda"
  metric_name         = "Duration"
  extended_statistic  = "p99"
  period              = 300
  evaluation_periods  = 1
  threshold           = 27000
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  dimensions = {
    FunctionName = "trainr963-dev-lambda-post-handler-dev"
  }
  alarm_actions = [aws_sns_topic.this.arn]
  ok_actions    = [aws_sns_topic.this.arn]
}

resource "aws_cloudwatch_metric_alarm" "functions_put_handler_errors" {
  alarm_name          = "trainr963-dev-cloudwatch-functions-put-handler-errors-dev"
  alarm_description   = "Calls of put-handler fail. Check its log group."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 5
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  dimensions = {
    FunctionName = "trainr963-dev-lambda-put-handler-dev"
  }
  alarm_actions = [aws_sns_topic.this.arn]
  ok_actions    = [aws_sns_topic.this.arn]
}

resource "aws_cloudwatch_metric_alarm" "functions_put_handler_throttles" {
  alarm_name          = "trainr963-dev-cloudwatch-functions-put-handler-throttles-dev"
  alarm_description   = "Lambda throttles calls of put-handler: too many run at the same time."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  dimensions = {
    FunctionName = "trainr963-dev-lambda-put-handler-dev"
  }
  alarm_actions = [aws_sns_topic.this.arn]
  ok_actions    = [aws_sns_topic.this.arn]
}

resource "aws_cloudwatch_metric_alarm" "functions_put_handler_duration" {
  alarm_name          = "trainr963-dev-cloudwatch-functions-put-handler-duration-dev"
  alarm_description   = "The slowest calls of put-handler take 90 percent of its timeout of 30 seconds."
  namespace           = "AWS/Lambda"
  metric_name         = "Duration"
  extended_statistic  = "p99"
  period              = 300
  evaluation_periods  = 1
  threshold           = 27000
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  dimensions = {
    FunctionName = "trainr963-dev-lambda-put-handler-dev"
  }
  alarm_actions = [aws_sns_topic.this.arn]
  ok_actions    = [aws_sns_topic.this.arn]
}

resource "aws_cloudwatch_metric_alarm" "functions_delete_handler_errors" {
  alarm_name          = "trainr963-dev-cloudwatch-functions-delete-handler-errors-dev"
  alarm_description   = "Calls of delete-handler fail. Check its log group."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 5
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  dimensions = {
    FunctionName = "trainr963-dev-lambda-delete-handler-dev"
  }
  alarm_actions = [aws_sns_topic.this.arn]
  ok_actions    = [aws_sns_topic.this.arn]
}

resource "aws_cloudwatch_metric_alarm" "functions_delete_handler_throttles" {
  alarm_name          = "trainr963-dev-cloudwatch-functions-delete-handler-throttles-dev"
  alarm_description   = "Lambda throttles calls of delete-handler: too many run at the same time."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  dimensions = {
    FunctionName = "trainr963-dev-lambda-delete-handler-dev"
  }
  alarm_actions = [aws_sns_topic.this.arn]
  ok_actions    = [aws_sns_topic.this.arn]
}

resource "aws_cloudwatch_metric_alarm" "functions_delete_handler_duration" {
  alarm_name          = "trainr963-dev-cloudwatch-functions-delete-handler-duration-dev"
  alarm_description   = "The slowest calls of delete-handler take 90 percent of its timeout of 30 seconds."
  namespace           = "AWS/Lambda"
  metric_name         = "Duration"
  extended_statistic  = "p99"
  period              = 300
  evaluation_periods  = 1
  threshold           = 27000
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  dimensions = {
    FunctionName = "trainr963-dev-lambda-delete-handler-dev"
  }
  alarm_actions = [aws_sns_topic.this.arn]
  ok_actions    = [aws_sns_topic.this.arn]
}

resource "aws_cloudwatch_metric_alarm" "api_5xx" {
  alarm_name          = "trainr963-dev-cloudwatch-api-5xx-dev"
  alarm_description   = "The API returns 5xx errors. Check its access log and its functions."
  namespace           = "AWS/ApiGateway"
  metric_name         = "5XXError"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 5
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  dimensions = {
    ApiName = "trainr963-dev-apigateway-api-dev"
    Stage   = "dev"
  }
  alarm_actions = [aws_sns_topic.this.arn]
  ok_actions    = [aws_sns_topic.this.arn]
}
