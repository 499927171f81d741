resource "aws_cloudwatch_log_group" "web_tasks" {
  name              = "/ecs/shop-web-t4"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_group" "checkout_tasks" {
  name              = "/ecs/shop-checkout-t4"
  retention_in_days = 30
}
