resource "aws_cloudwatch_log_group" "product_service" {
  name              = "/aws/lambda/ecommerce-product-service-dev"
  retention_in_days = 90
}

resource "aws_cloudwatch_log_group" "order_service" {
  name              = "/aws/lambda/ecommerce-order-service-dev"
  retention_in_days = 90
}

resource "aws_cloudwatch_log_group" "user_service" {
  name              = "/aws/lambda/ecommerce-user-service-dev"
  retention_in_days = 90
}
