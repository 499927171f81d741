resource "aws_cloudwatch_log_group" "products" {
  name              = "/aws/lambda/ecommerce-products-prod"
  retention_in_days = 365
}

resource "aws_cloudwatch_log_group" "orders" {
  name              = "/aws/lambda/ecommerce-orders-prod"
  retention_in_days = 365
}
