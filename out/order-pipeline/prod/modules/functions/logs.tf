resource "aws_cloudwatch_log_group" "order_processor" {
  name              = "/aws/lambda/ecommerce-orders-prod-order-processor"
  retention_in_days = 365
}
