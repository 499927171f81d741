resource "aws_cloudwatch_log_group" "service" {
  for_each          = var.services
  name              = "/ecs/${local.prefix}/${each.key}"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_group" "flow" {
  name_prefix       = "flow-"
  retention_in_days = 90
  kms_key_id        = aws_kms_key.main.arn
}

resource "aws_cloudwatch_log_group" "function" {
  name              = "/aws/lambda/${local.prefix}"
  retention_in_days = 14
  log_group_class   = "STANDARD"
}

resource "aws_cloudwatch_log_group" "exec" {
  name = "/ecs/${local.prefix}/exec"
}

resource "aws_cloudwatch_log_metric_filter" "errors" {
  name           = "errors"
  log_group_name = aws_cloudwatch_log_group.function.name
  pattern        = "{ $.level = \"ERROR\" }"

  metric_transformation {
    name          = "Errors"
    namespace     = var.name
    value         = "1"
    default_value = "0"
  }
}

resource "aws_cloudwatch_log_subscription_filter" "clicks" {
  name            = "clicks"
  log_group_name  = aws_cloudwatch_log_group.function.name
  filter_pattern  = ""
  destination_arn = aws_kinesis_stream.clicks.arn
  role_arn        = aws_iam_role.function.arn
}

resource "aws_cloudwatch_log_resource_policy" "events" {
  policy_name     = "events"
  policy_document = data.aws_iam_policy_document.assume["events"].json
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "${local.prefix}-errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  threshold           = 5
  metric_name         = "Errors"
  namespace           = "AWS/Lambda"
  period              = 60
  statistic           = "Sum"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    FunctionName = aws_lambda_function.resize.function_name
  }
}

resource "aws_cloudwatch_metric_alarm" "ratio" {
  alarm_name          = "${local.prefix}-ratio"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 2
  threshold           = 1

  metric_query {
    id          = "ratio"
    expression  = "100 * errors / requests"
    label       = "Errors in percent"
    return_data = true
  }

  metric_query {
    id = "errors"

    metric {
      metric_name = "HTTPCode_Target_5XX_Count"
      namespace   = "AWS/ApplicationELB"
      period      = 300
      stat        = "Sum"
      dimensions  = { LoadBalancer = aws_lb.main.arn_suffix }
    }
  }

  metric_query {
    id = "requests"

    metric {
      metric_name = "RequestCount"
      namespace   = "AWS/ApplicationELB"
      period      = 300
      stat        = "Sum"
      dimensions  = { LoadBalancer = aws_lb.main.arn_suffix }
    }
  }
}

resource "aws_cloudwatch_composite_alarm" "all" {
  alarm_name = "${local.prefix}-all"
  alarm_rule = "ALARM(${aws_cloudwatch_metric_alarm.errors.alarm_name}) OR ALARM(${aws_cloudwatch_metric_alarm.ratio.alarm_name})"
}

resource "aws_cloudwatch_dashboard" "main" {
  dashboard_name = local.prefix
  dashboard_body = jsonencode({
    widgets = [for name, service in var.services : {
      type = "metric", x = 0, y = 0, width = 12, height = 6
      properties = {
        region  = data.aws_region.current.name
        metrics = [["AWS/ECS", "CPUUtilization", "ServiceName", name]]
      }
    }]
  })
}

resource "aws_budgets_budget" "monthly" {
  name         = "${local.prefix}-monthly"
  budget_type  = "COST"
  limit_amount = "500"
  limit_unit   = "USD"
  time_unit    = "MONTHLY"

  notification {
    comparison_operator        = "GREATER_THAN"
    threshold                  = 80
    threshold_type             = "PERCENTAGE"
    notification_type          = "FORECASTED"
    subscriber_email_addresses = ["team@example.com"]
  }
}

resource "aws_cloudtrail" "main" {
  name                          = local.prefix
  s3_bucket_name                = aws_s3_bucket.logs.id
  include_global_service_events = true
  is_multi_region_trail         = true
  enable_log_file_validation    = true

  event_selector {
    read_write_type           = "All"
    include_management_events = true

    data_resource {
      type   = "AWS::S3::Object"
      values = ["${aws_s3_bucket.assets.arn}/"]
    }
  }
}

resource "aws_guardduty_detector" "main" {
  enable = true
}

resource "aws_config_configuration_recorder" "main" {
  name     = local.prefix
  role_arn = aws_iam_role.function.arn

  recording_group {
    all_supported                 = true
    include_global_resource_types = true
  }
}

resource "aws_xray_sampling_rule" "main" {
  rule_name      = "main"
  priority       = 1000
  version        = 1
  reservoir_size = 1
  fixed_rate     = 0.05
  url_path       = "*"
  host           = "*"
  http_method    = "*"
  service_type   = "*"
  service_name   = "*"
  resource_arn   = "*"
}

resource "aws_ses_domain_identity" "main" {
  domain = "example.com"
}

resource "aws_ses_domain_dkim" "main" {
  domain = aws_ses_domain_identity.main.domain
}

resource "aws_codebuild_project" "main" {
  name          = local.prefix
  service_role  = aws_iam_role.function.arn
  build_timeout = 20

  artifacts {
    type = "NO_ARTIFACTS"
  }

  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image        = "aws/codebuild/amazonlinux2-aarch64-standard:3.0"
    type         = "ARM_CONTAINER"

    environment_variable {
      name  = "STAGE"
      value = var.environment
    }
  }

  source {
    type      = "GITHUB"
    location  = "https://github.com/example/shop.git"
    buildspec = file("${path.module}/buildspec.yml")
  }
}

resource "aws_resourcegroups_group" "main" {
  name = local.prefix

  resource_query {
    query = jsonencode({
      ResourceTypeFilters = ["AWS::AllSupported"]
      TagFilters          = [{ Key = "Environment", Values = [var.environment] }]
    })
  }
}

resource "terraform_data" "release" {
  input            = var.name
  triggers_replace = [local.prefix]
}

moved {
  from = aws_s3_bucket.files
  to   = aws_s3_bucket.assets
}

removed {
  from = aws_sqs_queue.old

  lifecycle {
    destroy = false
  }
}

check "site" {
  assert {
    condition     = length(var.zones) >= 2
    error_message = "One zone is none."
  }
}
