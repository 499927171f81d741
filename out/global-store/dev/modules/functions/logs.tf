resource "aws_cloudwatch_log_group" "products" {
  name              = "/aws/lambda/ecommerce-products"
  retention_in_days = 14
}

resource "aws_cloudwatch_log_group" "orders" {
  name              = "/aws/lambda/ecommerce-orders"
  retention_in_days = 14
}
