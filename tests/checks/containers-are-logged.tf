resource "aws_ecs_task_definition" "silent" { # finding: Container app writes no logs
  container_definitions = jsonencode([{ name = "app", image = "web:1.0" }])
}

resource "aws_ecs_task_definition" "logged" {
  container_definitions = jsonencode([{ name = "app", logConfiguration = { logDriver = "awslogs" } }])
}
