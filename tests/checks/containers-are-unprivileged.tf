resource "aws_ecs_task_definition" "host" { # finding: Container app is privileged
  container_definitions = jsonencode([
    {
      name       = "app"
      privileged = true
    },
  ])
}

resource "aws_ecs_task_definition" "plain" {
  container_definitions = jsonencode([
    {
      name       = "app"
      privileged = false
    },
    {
      name = "sidecar"
    },
  ])
}
