locals {
  alarms = {
    db_cpu = {
      name         = "ecommerce-db-cpu-dev1"
      description  = "The database has been busy for a quarter of an hour: look for slow queries, or give it more."
      namespace    = "AWS/RDS"
      metric       = "CPUUtilization"
      dimensions   = { DBClusterIdentifier = "ecommerce-db-dev1" }
      statistic    = "Maximum"
      threshold    = 80
      evaluations  = 3
      missing_data = "breaching"
    }
    db_connections = {
      name        = "ecommerce-db-connections-dev1"
      description = "More connections are open than a small cluster serves well: a pool may be leaking."
      namespace   = "AWS/RDS"
      metric      = "DatabaseConnections"
      dimensions  = { DBClusterIdentifier = "ecommerce-db-dev1" }
      statistic   = "Maximum"
      threshold   = 150
      evaluations = 3
    }
    db_memory = {
      name        = "ecommerce-db-memory-dev1"
      description = "Hardly any memory is left; the next query may be the one that fails."
      namespace   = "AWS/RDS"
      metric      = "FreeableMemory"
      dimensions  = { DBClusterIdentifier = "ecommerce-db-dev1" }
      statistic   = "Minimum"
      threshold   = 134217728
      evaluations = 3
      comparison  = "LessThanThreshold"
    }
    db_capacity = {
      name        = "ecommerce-db-capacity-dev1"
      description = "The cluster has scaled as far as it may; what comes now waits. Raise `capacity.max`."
      namespace   = "AWS/RDS"
      metric      = "ACUUtilization"
      dimensions  = { DBClusterIdentifier = "ecommerce-db-dev1" }
      statistic   = "Maximum"
      threshold   = 90
      evaluations = 3
    }
    alb_errors = {
      name        = "ecommerce-alb-errors-dev1"
      description = "The load balancer itself answers with errors: it has nobody healthy to ask, or asks in vain."
      namespace   = "AWS/ApplicationELB"
      metric      = "HTTPCode_ELB_5XX_Count"
      dimensions  = { LoadBalancer = var.alb_arn_suffix }
      statistic   = "Sum"
      threshold   = 10
    }
    alb_web_blue_errors = {
      name        = "ecommerce-alb-web-blue-errors-dev1"
      description = "What stands behind web-blue answers with errors."
      namespace   = "AWS/ApplicationELB"
      metric      = "HTTPCode_Target_5XX_Count"
      dimensions  = { LoadBalancer = var.alb_arn_suffix, TargetGroup = var.alb_web_blue_target_group_arn_suffix }
      statistic   = "Sum"
      threshold   = 10
    }
    alb_web_blue_latency = {
      name        = "ecommerce-alb-web-blue-latency-dev1"
      description = "One request in a hundred waits longer than two seconds for web-blue."
      namespace   = "AWS/ApplicationELB"
      metric      = "TargetResponseTime"
      dimensions  = { LoadBalancer = var.alb_arn_suffix, TargetGroup = var.alb_web_blue_target_group_arn_suffix }
      percentile  = "p99"
      threshold   = 2
      evaluations = 3
    }
    alb_web_blue_unhealthy = {
      name        = "ecommerce-alb-web-blue-unhealthy-dev1"
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
      name        = "ecommerce-alb-web-green-errors-dev1"
      description = "What stands behind web-green answers with errors."
      namespace   = "AWS/ApplicationELB"
      metric      = "HTTPCode_Target_5XX_Count"
      dimensions  = { LoadBalancer = var.alb_arn_suffix, TargetGroup = var.alb_web_green_target_group_arn_suffix }
      statistic   = "Sum"
      threshold   = 10
    }
    alb_web_green_latency = {
      name        = "ecommerce-alb-web-green-latency-dev1"
      description = "One request in a hundred waits longer than two seconds for web-green."
      namespace   = "AWS/ApplicationELB"
      metric      = "TargetResponseTime"
      dimensions  = { LoadBalancer = var.alb_arn_suffix, TargetGroup = var.alb_web_green_target_group_arn_suffix }
      percentile  = "p99"
      threshold   = 2
      evaluations = 3
    }
    alb_web_green_unhealthy = {
      name        = "ecommerce-alb-web-green-unhealthy-dev1"
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
      name        = "ecommerce-ecs-web-cpu-dev1"
      description = "The tasks of web are busier than scaling should let them be."
      namespace   = "AWS/ECS"
      metric      = "CPUUtilization"
      dimensions  = { ClusterName = "ecommerce-ecs-dev1", ServiceName = "ecommerce-web-dev1" }
      statistic   = "Average"
      threshold   = 90
      evaluations = 3
    }
    ecs_web_memory = {
      name        = "ecommerce-ecs-web-memory-dev1"
      description = "The tasks of web are about to run out of memory and be stopped for it."
      namespace   = "AWS/ECS"
      metric      = "MemoryUtilization"
      dimensions  = { ClusterName = "ecommerce-ecs-dev1", ServiceName = "ecommerce-web-dev1" }
      statistic   = "Average"
      threshold   = 90
      evaluations = 3
    }
    waf_blocked = {
      name        = "ecommerce-waf-blocked-dev1"
      description = "Far more is blocked than on a quiet day: somebody attacks, or a rule has begun to block visitors."
      namespace   = "AWS/WAFV2"
      metric      = "BlockedRequests"
      dimensions  = { WebACL = "ecommerce-waf-dev1", Rule = "ALL", Region = "us-east-1" }
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
