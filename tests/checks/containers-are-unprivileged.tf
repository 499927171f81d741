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

resource "aws_ecs_task_definition" "root" { # finding: Container app runs as root
  container_definitions = jsonencode([{ name = "app", user = "0:0" }])
}

resource "aws_ecs_task_definition" "user" {
  container_definitions = jsonencode([{ name = "app", user = "1000:1000" }])
}

resource "aws_ecs_task_definition" "capable" { # finding: Remove SYS_ADMIN
  container_definitions = jsonencode([
    {
      name            = "app"
      linuxParameters = { capabilities = { add = ["SYS_ADMIN"] } }
    },
  ])
}

resource "aws_ecs_task_definition" "processes" { # finding: share the processes of the host
  pid_mode = "host"
}

resource "aws_ecs_task_definition" "network" { # finding: share the network of the host
  network_mode = "host"
}

resource "aws_ecs_task_definition" "socket" { # finding: reach /var/run/docker.sock
  volume {
    name      = "docker"
    host_path = "/var/run/docker.sock"
  }
}
