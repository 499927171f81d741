# CodeDeploy sets the task definition and the target group of a service. Terraform ignores them.

# Auto scaling sets the number of tasks. Terraform ignores it.

# The shop itself. Deployments are started by the pipeline of its repository, through CodeDeploy.
resource "aws_ecs_service" "web" {
  name                              = "ecommerce-web-staging1"
  cluster                           = aws_ecs_cluster.this.id
  task_definition                   = aws_ecs_task_definition.web.arn
  desired_count                     = 2
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
    ignore_changes = [task_definition, load_balancer, desired_count]
  }

  # Tasks need these permissions from start to stop.
  depends_on = [
    aws_ecs_cluster_capacity_providers.this,
    aws_iam_role_policy.web_execution,
    aws_iam_role_policy.web_task,
  ]
}
