resource "aws_cloudwatch_log_group" "report" {
  name              = "/aws/lambda/shop-report-t3"
  retention_in_days = 7
}
