resource "aws_cloudwatch_log_group" "count" {
  name              = "/aws/lambda/shop-count-t1"
  retention_in_days = 7
}
