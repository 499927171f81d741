locals {
  alarms = {
    alb_errors = {
      name        = "shop-alb-errors-t1"
      description = "The load balancer itself answers with errors: it has nobody healthy to ask, or asks in vain."
      namespace   = "AWS/ApplicationELB"
      metric      = "HTTPCode_ELB_5XX_Count"
      dimensions  = { LoadBalancer = var.alb_arn_suffix }
      statistic   = "Sum"
      threshold   = 10
    }
    alb_web_errors = {
      name        = "shop-alb-web-errors-t1"
      description = "What stands behind web answers with errors."
      namespace   = "AWS/ApplicationELB"
      metric      = "HTTPCode_Target_5XX_Count"
      dimensions  = { LoadBalancer = var.alb_arn_suffix, TargetGroup = var.alb_web_target_group_arn_suffix }
      statistic   = "Sum"
      threshold   = 10
    }
    alb_web_latency = {
      name        = "shop-alb-web-latency-t1"
      description = "One request in a hundred waits longer than two seconds for web."
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
      description  = "The database has been busy for a quarter of an hour: look for slow queries, or give it more."
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
      description = "More connections are open than a small cluster serves well: a pool may be leaking."
      namespace   = "AWS/RDS"
      metric      = "DatabaseConnections"
      dimensions  = { DBClusterIdentifier = "shop-db-t1" }
      statistic   = "Maximum"
      threshold   = 400.0
      evaluations = 3
    }
    db_memory = {
      name        = "shop-db-memory-t1"
      description = "Hardly any memory is left; the next query may be the one that fails."
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
      description = "The cluster has scaled as far as it may; what comes now waits. Raise `capacity.max`."
      namespace   = "AWS/RDS"
      metric      = "ACUUtilization"
      dimensions  = { DBClusterIdentifier = "shop-db-t1" }
      statistic   = "Maximum"
      threshold   = 90
      evaluations = 3
    }
    ecs_web_cpu = {
      name        = "shop-ecs-web-cpu-t1"
      description = "The tasks of web are busier than scaling should let them be."
      namespace   = "AWS/ECS"
      metric      = "CPUUtilization"
      dimensions  = { ClusterName = "shop-ecs-t1", ServiceName = "shop-web-t1" }
      statistic   = "Average"
      threshold   = 90
      evaluations = 3
    }
    ecs_web_memory = {
      name        = "shop-ecs-web-memory-t1"
      description = "The tasks of web are about to run out of memory and be stopped for it."
      namespace   = "AWS/ECS"
      metric      = "MemoryUtilization"
      dimensions  = { ClusterName = "shop-ecs-t1", ServiceName = "shop-web-t1" }
      statistic   = "Average"
      threshold   = 90
      evaluations = 3
    }
    ecs_web_tasks = {
      name         = "shop-ecs-web-tasks-t1"
      description  = "Fewer tasks of web run than the 2 it needs."
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
