resource "aws_appautoscaling_target" "order_api" {
  service_namespace  = "ecs"
  resource_id        = "service/${aws_ecs_cluster.this.name}/${aws_ecs_service.order_api.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = 2
  max_capacity       = 10
}

resource "aws_appautoscaling_policy" "order_api_memory" {
  name               = "shop-order-api-memory-t2"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.order_api.service_namespace
  resource_id        = aws_appautoscaling_target.order_api.resource_id
  scalable_dimension = aws_appautoscaling_target.order_api.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value       = 75
    scale_out_cooldown = 60
    scale_in_cooldown  = 300

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageMemoryUtilization"
    }
  }
}

resource "aws_appautoscaling_policy" "order_api_requests" {
  name               = "shop-order-api-requests-t2"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.order_api.service_namespace
  resource_id        = aws_appautoscaling_target.order_api.resource_id
  scalable_dimension = aws_appautoscaling_target.order_api.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value       = 1000
    scale_out_cooldown = 60
    scale_in_cooldown  = 300

    predefined_metric_specification {
      predefined_metric_type = "ALBRequestCountPerTarget"
      resource_label         = "${var.order_api_load_balancer_arn_suffix}/${var.order_api_target_group_arn_suffix}"
    }
  }
}
