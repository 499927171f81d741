resource "aws_sns_topic" "anywhere" { # finding: The name shop-alarms lacks the suffix
  name = "shop-alarms"
}

resource "aws_lb" "anywhere" { # finding: lacks the suffix
  name = "shop-${each.key}"
}

resource "aws_sns_topic" "here" {
  name = "shop-alarms-t1"
}

resource "aws_lb" "here" {
  name = "shop-${each.key}-t1"
}

resource "aws_cloudwatch_log_group" "decided_elsewhere" {
  name = each.value
}

resource "aws_cloudwatch_log_group" "decided_by_aws" {
  name = "API-Gateway-Execution-Logs_${aws_api_gateway_rest_api.this.id}/prod"
}

resource "aws_iam_role_policy" "within_its_role" {
  name = "start-tasks"
}
