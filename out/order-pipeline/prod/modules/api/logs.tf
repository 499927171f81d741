resource "aws_cloudwatch_log_group" "access" {
  name              = "/aws/apigateway/ecommerce-orders-prod-orders-api"
  retention_in_days = 14
}
