variable "group" {
  type = string
}

resource "aws_cloudwatch_metric_alarm" "memory" {
  alarm_name          = "${var.group}-memory"
  namespace           = "AWS/ElastiCache"
  metric_name         = "DatabaseMemoryUsagePercentage"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 90
  evaluation_periods  = 3
  period              = 300
  statistic           = "Average"
  dimensions          = { ReplicationGroupId = var.group }
}
