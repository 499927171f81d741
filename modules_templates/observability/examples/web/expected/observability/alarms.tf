locals {
  alarms = {
    alb_errors = {
      name        = "shop-alb-errors-t1"
      description = "The load balancer returns 5xx errors: no target is healthy, or targets do not answer."
      namespace   = "AWS/ApplicationELB"
      metric      = "HTTPCode_ELB_5XX_Count"
      dimensions  = { LoadBalancer = var.alb_arn_suffix }
      statistic   = "Sum"
      threshold   = 10
    }
    alb_web_errors = {
      name        = "shop-alb-web-errors-t1"
      description = "Targets of web return 5xx errors."
      namespace   = "AWS/ApplicationELB"
      metric      = "HTTPCode_Target_5XX_Count"
      dimensions  = { LoadBalancer = var.alb_arn_suffix, TargetGroup = var.alb_web_target_group_arn_suffix }
      statistic   = "Sum"
      threshold   = 10
    }
    alb_web_latency = {
      name        = "shop-alb-web-latency-t1"
      description = "One percent of the requests to web take longer than two seconds."
      namespace   = "AWS/ApplicationELB"
      metric      = "TargetResponseTime"
      dimensions  = { LoadBalancer = var.alb_arn_suffix, TargetGroup = var.alb_web_target_group_arn_suffix }
      percentile  = "p99"
      threshold   = 2
      evaluations = 3
    }
    alb_web_unhealthy = {
      name        = "shop-alb-web-unhealthy-t1"
      description = "A target of web fails its health check."
      namespace   = "AWS/ApplicationELB"
      metric      = "UnHealthyHostCount"
      dimensions  = { LoadBalancer = var.alb_arn_suffix, TargetGroup = var.alb_web_target_group_arn_suffix }
      statistic   = "Maximum"
      threshold   = 0
      period      = 60
      evaluations = 5
    }
    db_cpu = {
      name         = "shop-db-cpu-t1"
      description  = "CPU use of the database is high. Look for slow queries, or increase its capacity."
      namespace    = "AWS/RDS"
      metric       = "CPUUtilization"
      dimensions   = { DBClusterIdentifier = "shop-db-t1" }
      statistic    = "Maximum"
      threshold    = 80
      evaluations  = 3
      missing_data = "breaching"
    }
    db_connections = {
      name        = "shop-db-connections-t1"
      description = "The number of open connections is high. A connection pool may be leaking."
      namespace   = "AWS/RDS"
      metric      = "DatabaseConnections"
      dimensions  = { DBClusterIdentifier = "shop-db-t1" }
      statistic   = "Maximum"
      threshold   = 400.0
      evaluations = 3
    }
    db_memory = {
      name        = "shop-db-memory-t1"
      description = "Free memory is low. Queries may fail."
      namespace   = "AWS/RDS"
      metric      = "FreeableMemory"
      dimensions  = { DBClusterIdentifier = "shop-db-t1" }
      statistic   = "Minimum"
      threshold   = 134217728
      evaluations = 3
      comparison  = "LessThanThreshold"
    }
    db_capacity = {
      name        = "shop-db-capacity-t1"
      description = "The cluster has reached its maximum capacity, so requests wait. Increase `capacity.max`."
      namespace   = "AWS/RDS"
      metric      = "ACUUtilization"
      dimensions  = { DBClusterIdentifier = "shop-db-t1" }
      statistic   = "Maximum"
      threshold   = 90
      evaluations = 3
    }
    ecs_web_cpu = {
      name        = "shop-ecs-web-cpu-t1"
      description = "CPU use of the tasks of web is above the target of scaling."
      namespace   = "AWS/ECS"
      metric      = "CPUUtilization"
      dimensions  = { ClusterName = "shop-ecs-t1", ServiceName = "shop-web-t1" }
      statistic   = "Average"
      threshold   = 90
      evaluations = 3
    }
    ecs_web_memory = {
      name        = "shop-ecs-web-memory-t1"
      description = "Memory use of the tasks of web is high. ECS stops tasks that run out of memory."
      namespace   = "AWS/ECS"
      metric      = "MemoryUtilization"
      dimensions  = { ClusterName = "shop-ecs-t1", ServiceName = "shop-web-t1" }
      statistic   = "Average"
      threshold   = 90
      evaluations = 3
    }
    ecs_web_tasks = {
      name         = "shop-ecs-web-tasks-t1"
      description  = "Fewer than 2 tasks of web are running."
      namespace    = "ECS/ContainerInsights"
      metric       = "RunningTaskCount"
      dimensions   = { ClusterName = "shop-ecs-t1", ServiceName = "shop-web-t1" }
      statistic    = "Minimum"
      threshold    = 2
      period       = 60
      evaluations  = 5
      comparison   = "LessThanThreshold"
      missing_data = "breaching"
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = each.value.name
  alarm_description   = each.value.description
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = lookup(each.value, "statistic", null)
  extended_statistic  = lookup(each.value, "percentile", null)
  period              = lookup(each.value, "period", 300)
  evaluation_periods  = lookup(each.value, "evaluations", 1)
  threshold           = each.value.threshold
  comparison_operator = lookup(each.value, "comparison", "GreaterThanThreshold")
  treat_missing_data  = lookup(each.value, "missing_data", "notBreaching")
  alarm_actions       = [aws_sns_topic.this.arn]
  ok_actions          = [aws_sns_topic.this.arn]
}
