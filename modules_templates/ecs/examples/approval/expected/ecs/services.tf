# CodeDeploy sets the task definition and the target group of a service. Terraform ignores them.

resource "aws_ecs_service" "web" {
  name                              = "shop-web-t4"
  cluster                           = aws_ecs_cluster.this.id
  task_definition                   = aws_ecs_task_definition.web.arn
  desired_count                     = 1
  launch_type                       = "FARGATE"
  health_check_grace_period_seconds = 60
  enable_ecs_managed_tags           = true
  propagate_tags                    = "SERVICE"

  deployment_controller {
    type = "CODE_DEPLOY"
  }

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = [aws_security_group.web.id]
    assign_public_ip = false
  }

  load_balancer {
    target_group_arn = var.web_target_group_arn
    container_name   = "app"
    container_port   = 8080
  }

  lifecycle {
    ignore_changes = [task_definition, load_balancer]
  }

  # Tasks need these permissions from start to stop.
  depends_on = [
    aws_ecs_cluster_capacity_providers.this,
    aws_iam_role_policy.web_execution,
  ]
}

resource "aws_ecs_service" "checkout" {
  name                              = "shop-checkout-t4"
  cluster                           = aws_ecs_cluster.this.id
  task_definition                   = aws_ecs_task_definition.checkout.arn
  desired_count                     = 3
  launch_type                       = "FARGATE"
  health_check_grace_period_seconds = 60
  enable_ecs_managed_tags           = true
  propagate_tags                    = "SERVICE"

  deployment_controller {
    type = "CODE_DEPLOY"
  }

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = [aws_security_group.checkout.id]
    assign_public_ip = false
  }

  load_balancer {
    target_group_arn = var.checkout_target_group_arn
    container_name   = "app"
    container_port   = 9090
  }

  lifecycle {
    ignore_changes = [task_definition, load_balancer]
  }

  depends_on = [
    aws_ecs_cluster_capacity_providers.this,
    aws_iam_role_policy.checkout_execution,
  ]
}
