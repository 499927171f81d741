resource "aws_ecs_task_definition" "writable" { # finding: Container app can change its own files
  container_definitions = jsonencode([{ name = "app", image = "web:1.0" }])
}

resource "aws_ecs_task_definition" "read_only" {
  container_definitions = jsonencode([{ name = "app", image = "web:1.0", readonlyRootFilesystem = true }])
}
