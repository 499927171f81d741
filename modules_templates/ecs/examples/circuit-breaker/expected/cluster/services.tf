# A pipeline registers task definitions and updates the service. Terraform ignores the task definition.

# Auto scaling sets the number of tasks. Terraform ignores it.

# `force_new_deployment` lets ECS change capacity provider weights without a replacement of the service.

resource "aws_ecs_service" "order_api" {
  name                               = "shop-order-api-t2"
  cluster                            = aws_ecs_cluster.this.id
  task_definition                    = aws_ecs_task_definition.order_api.arn
  desired_count                      = 2
  deployment_minimum_healthy_percent = 50
  deployment_maximum_percent         = 200
  availability_zone_rebalancing      = "ENABLED"
  health_check_grace_period_seconds  = 90
  enable_execute_command             = true
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
    base              = 1
  }

  capacity_provider_strategy {
    capacity_provider = "FARGATE_SPOT"
    weight            = 3
  }

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = [aws_security_group.order_api.id]
    assign_public_ip = false
  }

  load_balancer {
    target_group_arn = var.order_api_target_group_arn
    container_name   = "app"
    container_port   = 3000
  }

  lifecycle {
    ignore_changes = [task_definition, desired_count]
  }

  # Tasks need these permissions from start to stop.
  depends_on = [
    aws_ecs_cluster_capacity_providers.this,
    aws_iam_role_policy.order_api_execution,
    aws_iam_role_policy.order_api_task,
  ]
}

# Begins anew when it is interrupted, so Spot is good enough.
resource "aws_ecs_service" "nightly_report" {
  name                               = "shop-nightly-report-t2"
  cluster                            = aws_ecs_cluster.this.id
  task_definition                    = aws_ecs_task_definition.nightly_report.arn
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
    capacity_provider = "FARGATE_SPOT"
    weight            = 1
  }

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = [aws_security_group.nightly_report.id]
    assign_public_ip = false
  }

  depends_on = [
    aws_ecs_cluster_capacity_providers.this,
    aws_iam_role_policy.nightly_report_execution,
  ]
}
