resource "aws_cloudwatch_log_group" "web_tasks" {
  name              = "/ecs/ecommerce-web-prod123"
  retention_in_days = 365
}

# Raw events of Container Insights.
resource "aws_cloudwatch_log_group" "insights" {
  name              = "/aws/ecs/containerinsights/ecommerce-ecs-prod123/performance"
  retention_in_days = 7
}
