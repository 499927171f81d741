# `force_new_deployment` lets ECS change capacity provider weights without a replacement of the service.

resource "aws_ecs_service" "worker" {
  name                               = "shop-worker-t3"
  cluster                            = aws_ecs_cluster.this.id
  task_definition                    = aws_ecs_task_definition.worker.arn
  desired_count                      = 1
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  availability_zone_rebalancing      = "ENABLED"
  enable_ecs_managed_tags            = true
  propagate_tags                     = "SERVICE"

  force_new_deployment = true

  deployment_controller {
    type = "ECS"
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  capacity_provider_strategy {
    capacity_provider = "FARGATE"
    weight            = 1
  }

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = [aws_security_group.worker.id]
    assign_public_ip = true
  }

  # Tasks need these permissions from start to stop.
  depends_on = [
    aws_ecs_cluster_capacity_providers.this,
    aws_iam_role_policy.worker_execution,
    aws_iam_role_policy.worker_task,
    aws_iam_role_policy_attachment.worker_execution_amazon_ecs_task_execution_role_policy,
    aws_iam_role_policy_attachment.worker_task_amazon_sqs_read_only_access,
  ]
}
