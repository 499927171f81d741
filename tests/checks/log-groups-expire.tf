resource "aws_cloudwatch_log_group" "forever" { # finding: Set its retention
  name = "/forever"
}

resource "aws_cloudwatch_log_group" "zero" { # finding: keeps everything forever
  name              = "/zero"
  retention_in_days = 0
}

resource "aws_cloudwatch_log_group" "month" {
  name              = "/month"
  retention_in_days = 30
}
