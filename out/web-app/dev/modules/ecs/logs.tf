resource "aws_cloudwatch_log_group" "web_tasks" {
  name              = "/ecs/ecommerce-web-dev1"
  retention_in_days = 14
}
