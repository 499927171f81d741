resource "aws_ecs_service" "set_back" { # finding: Every apply would reset desired_count
  desired_count = 2
}

resource "aws_appautoscaling_target" "set_back" {
  resource_id = "service/shop/${aws_ecs_service.set_back.name}"
}

resource "aws_dynamodb_table" "half" { # finding: Every apply would reset write_capacity
  read_capacity  = 5
  write_capacity = 5

  lifecycle {
    ignore_changes = [read_capacity]
  }
}

resource "aws_appautoscaling_target" "half" {
  for_each = {
    "half/Read" = {
      resource_id = "table/${aws_dynamodb_table.half.name}"
    }
  }

  resource_id = each.value.resource_id
}

resource "aws_ecs_service" "sound" {
  desired_count = 2

  lifecycle {
    ignore_changes = [task_definition, desired_count]
  }
}

resource "aws_appautoscaling_target" "sound" {
  resource_id = "service/shop/${aws_ecs_service.sound.name}"
}

resource "aws_ecs_service" "fixed" {
  desired_count = 2
}
