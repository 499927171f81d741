locals {
  alarms = {
    db_cpu = {
      name         = "ecommerce-db-cpu-prod123"
      description  = "CPU use of the database is high. Look for slow queries, or increase its capacity."
      namespace    = "AWS/RDS"
      metric       = "CPUUtilization"
      dimensions   = { DBClusterIdentifier = "ecommerce-db-prod123" }
      statistic    = "Maximum"
      threshold    = 80
      evaluations  = 3
      missing_data = "breaching"
    }
    db_connections = {
      name        = "ecommerce-db-connections-prod123"
      description = "The number of open connections is high. A connection pool may be leaking."
      namespace   = "AWS/RDS"
      metric      = "DatabaseConnections"
      dimensions  = { DBClusterIdentifier = "ecommerce-db-prod123" }
      statistic   = "Maximum"
      threshold   = 150
      evaluations = 3
    }
    db_memory = {
      name        = "ecommerce-db-memory-prod123"
      description = "Free memory is low. Queries may fail."
      namespace   = "AWS/RDS"
      metric      = "FreeableMemory"
      dimensions  = { DBClusterIdentifier = "ecommerce-db-prod123" }
      statistic   = "Minimum"
      threshold   = 134217728
      evaluations = 3
      comparison  = "LessThanThreshold"
    }
    db_capacity = {
      name        = "ecommerce-db-capacity-prod123"
      description = "The cluster has reached its maximum capacity, so requests wait. Increase `capacity.max`."
      namespace   = "AWS/RDS"
      metric      = "ACUUtilization"
      dimensions  = { DBClusterIdentifier = "ecommerce-db-prod123" }
      statistic   = "Maximum"
      threshold   = 90
      evaluations = 3
    }
    alb_errors = {
      name        = "ecommerce-alb-errors-prod123"
      description = "The load balancer returns 5xx errors: no target is healthy, or targets do not answer."
      namespace   = "AWS/ApplicationELB"
      metric      = "HTTPCode_ELB_5XX_Count"
      dimensions  = { LoadBalancer = var.alb_arn_suffix }
      statistic   = "Sum"
      threshold   = 10
    }
    alb_web_blue_errors = {
      name        = "ecommerce-alb-web-blue-errors-prod123"
      description = "Targets of web-blue return 5xx errors."
      namespace   = "AWS/ApplicationELB"
      metric      = "HTTPCode_Target_5XX_Count"
      dimensions  = { LoadBalancer = var.alb_arn_suffix, TargetGroup = var.alb_web_blue_target_group_arn_suffix }
      statistic   = "Sum"
      threshold   = 10
    }
    alb_web_blue_latency = {
      name        = "ecommerce-alb-web-blue-latency-prod123"
      description = "One percent of the requests to web-blue take longer than two seconds."
      namespace   = "AWS/ApplicationELB"
      metric      = "TargetResponseTime"
      dimensions  = { LoadBalancer = var.alb_arn_suffix, TargetGroup = var.alb_web_blue_target_group_arn_suffix }
      percentile  = "p99"
      threshold   = 2
      evaluations = 3
    }
    alb_web_blue_unhealthy = {
      name        = "ecommerce-alb-web-blue-unhealthy-prod123"
      description = "A target of web-blue fails its health check."
      namespace   = "AWS/ApplicationELB"
      metric      = "UnHealthyHostCount"
      dimensions  = { LoadBalancer = var.alb_arn_suffix, TargetGroup = var.alb_web_blue_target_group_arn_suffix }
      statistic   = "Maximum"
      threshold   = 0
      period      = 60
      evaluations = 5
    }
    alb_web_green_errors = {
      name        = "ecommerce-alb-web-green-errors-prod123"
      description = "Targets of web-green return 5xx errors."
      namespace   = "AWS/ApplicationELB"
      metric      = "HTTPCode_Target_5XX_Count"
      dimensions  = { LoadBalancer = var.alb_arn_suffix, TargetGroup = var.alb_web_green_target_group_arn_suffix }
      statistic   = "Sum"
      threshold   = 10
    }
    alb_web_green_latency = {
      name        = "ecommerce-alb-web-green-latency-prod123"
      description = "One percent of the requests to web-green take longer than two seconds."
      namespace   = "AWS/ApplicationELB"
      metric      = "TargetResponseTime"
      dimensions  = { LoadBalancer = var.alb_arn_suffix, TargetGroup = var.alb_web_green_target_group_arn_suffix }
      percentile  = "p99"
      threshold   = 2
      evaluations = 3
    }
    alb_web_green_unhealthy = {
      name        = "ecommerce-alb-web-green-unhealthy-prod123"
      description = "A target of web-green fails its health check."
      namespace   = "AWS/ApplicationELB"
      metric      = "UnHealthyHostCount"
      dimensions  = { LoadBalancer = var.alb_arn_suffix, TargetGroup = var.alb_web_green_target_group_arn_suffix }
      statistic   = "Maximum"
      threshold   = 0
      period      = 60
      evaluations = 5
    }
    ecs_web_cpu = {
      name        = "ecommerce-ecs-web-cpu-prod123"
      description = "CPU use of the tasks of web is above the target of scaling."
      namespace   = "AWS/ECS"
      metric      = "CPUUtilization"
      dimensions  = { ClusterName = "ecommerce-ecs-prod123", ServiceName = "ecommerce-web-prod123" }
      statistic   = "Average"
      threshold   = 90
      evaluations = 3
    }
    ecs_web_memory = {
      name        = "ecommerce-ecs-web-memory-prod123"
      description = "Memory use of the tasks of web is high. ECS stops tasks that run out of memory."
      namespace   = "AWS/ECS"
      metric      = "MemoryUtilization"
      dimensions  = { ClusterName = "ecommerce-ecs-prod123", ServiceName = "ecommerce-web-prod123" }
      statistic   = "Average"
      threshold   = 90
      evaluations = 3
    }
    ecs_web_tasks = {
      name         = "ecommerce-ecs-web-tasks-prod123"
      description  = "Fewer than 2 tasks of web are running."
      namespace    = "ECS/ContainerInsights"
      metric       = "RunningTaskCount"
      dimensions   = { ClusterName = "ecommerce-ecs-prod123", ServiceName = "ecommerce-web-prod123" }
      statistic    = "Minimum"
      threshold    = 2
      period       = 60
      evaluations  = 5
      comparison   = "LessThanThreshold"
      missing_data = "breaching"
    }
    waf_blocked = {
      name        = "ecommerce-waf-blocked-prod123"
      description = "The web ACL blocks many requests: an attack, or a rule that blocks visitors."
      namespace   = "AWS/WAFV2"
      metric      = "BlockedRequests"
      dimensions  = { WebACL = "ecommerce-waf-prod123", Rule = "ALL", Region = "us-east-1" }
      statistic   = "Sum"
      threshold   = 1000
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
