locals {
  # DynamoDB throttles a table and each index separately, for reads and for writes.
  scaled = {
    "events/Read" = {
      resource_id = "table/${aws_dynamodb_table.events.name}"
      dimension   = "dynamodb:table:ReadCapacityUnits"
      metric      = "DynamoDBReadCapacityUtilization"
      min         = 10
      max         = 400
      target      = 70
    }
    "events/Write" = {
      resource_id = "table/${aws_dynamodb_table.events.name}"
      dimension   = "dynamodb:table:WriteCapacityUnits"
      metric      = "DynamoDBWriteCapacityUtilization"
      min         = 10
      max         = 400
      target      = 70
    }
    "events/ByShelf/Read" = {
      resource_id = "table/${aws_dynamodb_table.events.name}/index/ByShelf"
      dimension   = "dynamodb:index:ReadCapacityUnits"
      metric      = "DynamoDBReadCapacityUtilization"
      min         = 10
      max         = 400
      target      = 70
    }
    "events/ByShelf/Write" = {
      resource_id = "table/${aws_dynamodb_table.events.name}/index/ByShelf"
      dimension   = "dynamodb:index:WriteCapacityUnits"
      metric      = "DynamoDBWriteCapacityUtilization"
      min         = 10
      max         = 400
      target      = 70
    }
    "events/ByCustomer/Read" = {
      resource_id = "table/${aws_dynamodb_table.events.name}/index/ByCustomer"
      dimension   = "dynamodb:index:ReadCapacityUnits"
      metric      = "DynamoDBReadCapacityUtilization"
      min         = 10
      max         = 400
      target      = 70
    }
    "events/ByCustomer/Write" = {
      resource_id = "table/${aws_dynamodb_table.events.name}/index/ByCustomer"
      dimension   = "dynamodb:index:WriteCapacityUnits"
      metric      = "DynamoDBWriteCapacityUtilization"
      min         = 10
      max         = 400
      target      = 70
    }
  }
}

resource "aws_appautoscaling_target" "this" {
  for_each = local.scaled

  service_namespace  = "dynamodb"
  resource_id        = each.value.resource_id
  scalable_dimension = each.value.dimension
  min_capacity       = each.value.min
  max_capacity       = each.value.max
}

resource "aws_appautoscaling_policy" "this" {
  for_each = local.scaled

  name               = "${each.value.metric}:${each.value.resource_id}"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this[each.key].service_namespace
  resource_id        = aws_appautoscaling_target.this[each.key].resource_id
  scalable_dimension = aws_appautoscaling_target.this[each.key].scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value = each.value.target

    predefined_metric_specification {
      predefined_metric_type = each.value.metric
    }
  }
}
