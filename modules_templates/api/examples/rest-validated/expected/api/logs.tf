resource "aws_cloudwatch_log_group" "access" {
  name              = "/aws/apigateway/ecommerce-api-t1"
  retention_in_days = 14
}
