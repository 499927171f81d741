resource "aws_cloudwatch_metric_alarm" "front_blocked" {
  alarm_name          = "shop-front-blocked-t2"
  alarm_description   = "The web ACL blocks many requests: an attack, or a rule that blocks visitors."
  namespace           = "AWS/WAFV2"
  metric_name         = "BlockedRequests"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 3
  threshold           = 50.0
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  dimensions = {
    WebACL = "shop-front-t2"
    Rule   = "ALL"
  }
  alarm_actions = ["arn:aws:sns:us-east-1:123456789012:alarms"]
  ok_actions    = ["arn:aws:sns:us-east-1:123456789012:alarms"]
}
