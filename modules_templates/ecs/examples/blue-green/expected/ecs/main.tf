resource "aws_ecs_cluster" "this" {
  name = "ecommerce-ecs-prod123"

  setting {
    name  = "containerInsights"
    value = "enhanced"
  }

  configuration {
    execute_command_configuration {
      # The default of AWS, said aloud: the provider sends no block that is taken away, so the last setting would stay.
      logging = "DEFAULT"
    }
  }

  # ECS creates this log group itself if it does not exist, and never deletes it.
  depends_on = [aws_cloudwatch_log_group.insights]
}

resource "aws_ecs_cluster_capacity_providers" "this" {
  cluster_name       = aws_ecs_cluster.this.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]

  default_capacity_provider_strategy {
    capacity_provider = "FARGATE"
    weight            = 1
  }
}
