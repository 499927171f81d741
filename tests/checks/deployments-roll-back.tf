resource "aws_ecs_service" "bare" { # finding: A failed deployment is not undone
  name = "bare"
}

resource "aws_ecs_service" "stops_only" { # finding: is not undone
  deployment_circuit_breaker {
    enable   = true
    rollback = false
  }
}

resource "aws_ecs_service" "sound" {
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }
}

resource "aws_ecs_service" "by_codedeploy" {
  deployment_controller {
    type = "CODE_DEPLOY"
  }
}

resource "aws_codedeploy_deployment_group" "sound" {
  ecs_service {
    service_name = aws_ecs_service.by_codedeploy.name
  }

  auto_rollback_configuration {
    enabled = true
    events  = ["DEPLOYMENT_FAILURE"]
  }
}

resource "aws_ecs_service" "left_by_codedeploy" { # finding: is not undone
  deployment_controller {
    type = "CODE_DEPLOY"
  }
}

resource "aws_codedeploy_deployment_group" "off" {
  ecs_service {
    service_name = aws_ecs_service.left_by_codedeploy.name
  }

  auto_rollback_configuration {
    enabled = false
    events  = ["DEPLOYMENT_FAILURE"]
  }
}

resource "aws_ecs_service" "of_others" {
  deployment_controller {
    type = "EXTERNAL"
  }
}
