locals {
  alarms = {
    front_blocked = {
      name        = "shop-front-blocked-t2"
      description = "The web ACL blocks many requests: an attack, or a rule that blocks visitors."
      namespace   = "AWS/WAFV2"
      metric      = "BlockedRequests"
      dimensions  = { WebACL = "shop-front-t2", Rule = "ALL" }
      statistic   = "Sum"
      threshold   = 50.0
      period      = 60
      evaluations = 3
      comparison  = "GreaterThanOrEqualToThreshold"
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
  statistic           = each.value.statistic
  period              = each.value.period
  evaluation_periods  = each.value.evaluations
  threshold           = each.value.threshold
  comparison_operator = each.value.comparison
  treat_missing_data  = "notBreaching"
  alarm_actions       = ["arn:aws:sns:us-east-1:123456789012:alarms"]
  ok_actions          = ["arn:aws:sns:us-east-1:123456789012:alarms"]
}
