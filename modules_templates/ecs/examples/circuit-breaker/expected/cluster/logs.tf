resource "aws_cloudwatch_log_group" "order_api_tasks" {
  name              = "/ecs/shop-order-api-t2"
  retention_in_days = 90
  kms_key_id        = "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012"
}

resource "aws_cloudwatch_log_group" "nightly_report_tasks" {
  name              = "/ecs/shop-nightly-report-t2"
  retention_in_days = 365
  kms_key_id        = "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012"
}

# Sessions of `aws ecs execute-command`.
resource "aws_cloudwatch_log_group" "sessions" {
  name              = "/ecs/shop-cluster-sessions-t2"
  retention_in_days = 365
  kms_key_id        = "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012"
}

# Raw events of Container Insights.
resource "aws_cloudwatch_log_group" "insights" {
  name              = "/aws/ecs/containerinsights/shop-cluster-t2/performance"
  retention_in_days = 7
  kms_key_id        = "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012"
}
