resource "aws_cloudwatch_log_group" "web_tasks" {
  name              = "/ecs/ecommerce-web-staging1"
  retention_in_days = 30
}

# Raw events of Container Insights.
resource "aws_cloudwatch_log_group" "insights" {
  name              = "/aws/ecs/containerinsights/ecommerce-ecs-staging1/performance"
  retention_in_days = 7
}
