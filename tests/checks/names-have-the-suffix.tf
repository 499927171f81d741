resource "aws_sns_topic" "anywhere" { # finding: The name shop-alarms lacks the suffix
  name = "shop-alarms"
}

resource "aws_lb" "anywhere" { # finding: lacks the suffix
  name = "shop-${each.key}"
}

locals {
  named = {
    good = {
      name = "shop-errors-t1"
    }
    bad = {
      name = "shop-latency"
    }
  }
  sound = {
    good = {
      name = "shop-errors-t1"
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "of_a_map" { # finding: The name shop-latency lacks the suffix
  for_each = local.named

  alarm_name = each.value.name
}

resource "aws_cloudwatch_metric_alarm" "of_a_sound_map" {
  for_each = local.sound

  alarm_name = each.value.name
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
