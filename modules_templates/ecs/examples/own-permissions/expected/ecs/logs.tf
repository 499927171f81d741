resource "aws_cloudwatch_log_group" "worker_tasks" {
  name              = "/ecs/shop-worker-t3"
  retention_in_days = 7
}
