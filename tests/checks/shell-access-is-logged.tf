resource "aws_ecs_cluster" "silent" {
  name = "silent"
}

resource "aws_ecs_cluster" "recording" {
  name = "recording"

  configuration {
    execute_command_configuration {
      logging = "OVERRIDE"

      log_configuration {
        cloud_watch_log_group_name = aws_cloudwatch_log_group.sessions.name
      }
    }
  }
}

resource "aws_ecs_service" "unseen" { # finding: are not logged
  cluster                = aws_ecs_cluster.silent.id
  enable_execute_command = true
}

resource "aws_ecs_service" "seen" {
  cluster                = aws_ecs_cluster.recording.id
  enable_execute_command = true
}

resource "aws_ecs_service" "closed" {
  cluster = aws_ecs_cluster.silent.id
}

resource "aws_ecs_cluster" "off" { # finding: Sessions of execute-command are not logged
  configuration {
    execute_command_configuration {
      logging = "NONE"
    }
  }
}
