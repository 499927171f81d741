# AWS keeps one trigger for a function and a queue, stream or topic, so these are labelled by their source. A trigger with
# another name stays.

# `ReportBatchItemFailures`: SQS redelivers only the messages that the function returns in `batchItemFailures`.

# SNS calls as soon as it has a subscription, so the permission must exist first.

# The ARN of a bucket has no account id. `source_account` keeps out other accounts that take over the bucket's name.

resource "aws_cloudwatch_event_rule" "bookkeeper_monthly" {
  name                = "shop-bookkeeper-monthly-t1"
  description         = "Calls bookkeeper: monthly"
  schedule_expression = "cron(0 2 1 * ? *)"
  state               = "ENABLED"
}

resource "aws_cloudwatch_event_target" "bookkeeper_monthly" {
  rule = aws_cloudwatch_event_rule.bookkeeper_monthly.name
  arn  = aws_lambda_alias.bookkeeper.arn
}

resource "aws_lambda_permission" "bookkeeper_monthly" {
  function_name = aws_lambda_function.bookkeeper.id
  qualifier     = aws_lambda_alias.bookkeeper.name
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.bookkeeper_monthly.arn
}

# Fifty orders are booked in one transaction.
resource "aws_lambda_event_source_mapping" "bookkeeper_queue_orders" {
  function_name                      = aws_lambda_alias.bookkeeper.arn
  event_source_arn                   = "arn:aws:sqs:eu-west-1:123456789012:orders"
  batch_size                         = 50
  maximum_batching_window_in_seconds = 5

  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = 10
  }
}

# Customer service sends these.
resource "aws_sns_topic_subscription" "bookkeeper_topic_refunds" {
  topic_arn = "arn:aws:sns:eu-west-1:123456789012:refunds"
  protocol  = "lambda"
  endpoint  = aws_lambda_alias.bookkeeper.arn

  depends_on = [aws_lambda_permission.bookkeeper_topic_refunds]
}

resource "aws_lambda_permission" "bookkeeper_topic_refunds" {
  function_name = aws_lambda_function.bookkeeper.id
  qualifier     = aws_lambda_alias.bookkeeper.name
  action        = "lambda:InvokeFunction"
  principal     = "sns.amazonaws.com"
  source_arn    = "arn:aws:sns:eu-west-1:123456789012:refunds"
}

resource "aws_lambda_event_source_mapping" "indexer_stream_tables_carts_stream" {
  function_name                  = aws_lambda_alias.indexer.arn
  event_source_arn               = var.tables_carts_stream_arn
  batch_size                     = 100
  starting_position              = "TRIM_HORIZON"
  maximum_retry_attempts         = 3
  bisect_batch_on_function_error = true
}

# Photographers put them there.
resource "aws_lambda_permission" "indexer_pictures" {
  function_name = aws_lambda_function.indexer.id
  qualifier     = aws_lambda_alias.indexer.name
  action        = "lambda:InvokeFunction"
  principal     = "s3.amazonaws.com"
  source_arn    = "arn:aws:s3:::shop-pictures"

  source_account = "123456789012"
}

resource "aws_lambda_permission" "indexer_deletions" {
  function_name = aws_lambda_function.indexer.id
  qualifier     = aws_lambda_alias.indexer.name
  action        = "lambda:InvokeFunction"
  principal     = "s3.amazonaws.com"
  source_arn    = "arn:aws:s3:::shop-pictures"

  source_account = "123456789012"
}

# Switched on once the old one is gone.
resource "aws_cloudwatch_event_rule" "resizer_hourly" {
  name                = "shop-resizer-hourly-t1"
  description         = "Calls resizer: hourly"
  schedule_expression = "rate(1 hour)"
  state               = "DISABLED"
}

resource "aws_cloudwatch_event_target" "resizer_hourly" {
  rule = aws_cloudwatch_event_rule.resizer_hourly.name
  arn  = aws_lambda_function.resizer.arn
}

resource "aws_lambda_permission" "resizer_hourly" {
  function_name = aws_lambda_function.resizer.id
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.resizer_hourly.arn
}

# S3 has one notification configuration per bucket. No other resource may manage it.
resource "aws_s3_bucket_notification" "shop_pictures" {
  bucket = "shop-pictures"

  lambda_function {
    lambda_function_arn = aws_lambda_alias.indexer.arn
    events              = ["s3:ObjectRemoved:*"]
    filter_prefix       = "products/"
  }

  lambda_function {
    lambda_function_arn = aws_lambda_alias.indexer.arn
    events              = ["s3:ObjectCreated:*"]
    filter_prefix       = "products/"
    filter_suffix       = ".jpg"
  }

  depends_on = [
    aws_lambda_permission.indexer_deletions,
    aws_lambda_permission.indexer_pictures,
  ]
}
