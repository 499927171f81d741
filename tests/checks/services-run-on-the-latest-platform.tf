resource "aws_ecs_service" "old" { # finding: The platform is an old one
  platform_version = "1.3.0"
}

resource "aws_ecs_service" "latest" {
  launch_type = "FARGATE"
}
