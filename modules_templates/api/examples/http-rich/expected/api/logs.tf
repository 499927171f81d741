resource "aws_cloudwatch_log_group" "access" {
  name              = "/aws/apigateway/shop-api-t2"
  retention_in_days = 365
}
