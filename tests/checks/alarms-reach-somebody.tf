resource "aws_cloudwatch_metric_alarm" "off" { # finding: The actions of the alarm are off
  alarm_actions   = [aws_sns_topic.this.arn]
  actions_enabled = false
}

resource "aws_cloudwatch_metric_alarm" "heard" {
  alarm_actions = [aws_sns_topic.this.arn]
}

resource "aws_cloudwatch_metric_alarm" "unheard" { # finding: The alarm tells nobody
  alarm_actions = []
}
