resource "aws_security_group" "service" {
  name   = "service"
  vpc_id = var.vpc_id
}

resource "aws_ecs_cluster" "this" {
  name = "network"
}

resource "aws_iam_role" "task" {
  name = "task"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Action    = "sts:AssumeRole"
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
    }]
  })
}

resource "aws_ecs_task_definition" "this" {
  family                = "web"
  container_definitions = jsonencode([{ name = "web", image = "nginx", memory = 128 }])
  task_role_arn         = aws_iam_role.task.arn
}

resource "aws_ecs_service" "this" {
  name            = "web"
  cluster         = aws_ecs_cluster.this.id
  task_definition = aws_ecs_task_definition.this.arn

  network_configuration {
    subnets         = var.subnet_ids
    security_groups = [aws_security_group.service.id]
  }

  depends_on = [aws_iam_role.task]
}
