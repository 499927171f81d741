resource "aws_cloudwatch_log_group" "web_tasks" {
  name              = "/ecs/ecommerce-web-staging1"
  retention_in_days = 30
}

# The raw events that Container Insights makes its metrics of.
resource "aws_cloudwatch_log_group" "insights" {
  name              = "/aws/ecs/containerinsights/ecommerce-ecs-staging1/performance"
  retention_in_days = 7
}
