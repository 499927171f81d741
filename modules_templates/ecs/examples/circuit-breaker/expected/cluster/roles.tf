# ECS starts tasks with the execution role, which containers never receive. Containers run with the task role.
data "aws_iam_policy_document" "tasks_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "order_api_execution" {
  name               = "shop-order-api-execution-t2"
  description        = "Starts the tasks of order-api"
  assume_role_policy = data.aws_iam_policy_document.tasks_trust.json
}

resource "aws_iam_role_policy" "order_api_execution" {
  name   = "start-tasks"
  role   = aws_iam_role.order_api_execution.id
  policy = data.aws_iam_policy_document.order_api_execution.json
}

data "aws_iam_policy_document" "order_api_execution" {
  statement {
    sid       = "LogInToRegistry"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid = "PullImages"
    actions = [
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:GetDownloadUrlForLayer",
    ]
    resources = ["arn:aws:ecr:eu-west-1:123456789012:repository/order-api"]
  }

  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.order_api_tasks.arn}:*"]
  }

  statement {
    sid       = "ReadSecrets"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = ["arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf"]
  }

  statement {
    sid       = "DecryptSecrets"
    actions   = ["kms:Decrypt"]
    resources = ["arn:aws:kms:eu-west-1:123456789012:key/87654321-4321-4321-4321-210987654321"]
  }
}

resource "aws_iam_role" "order_api_task" {
  name               = "shop-order-api-task-t2"
  description        = "Runs the containers of order-api"
  assume_role_policy = data.aws_iam_policy_document.tasks_trust.json
}

resource "aws_iam_role_policy" "order_api_task" {
  name   = "use-resources"
  role   = aws_iam_role.order_api_task.id
  policy = data.aws_iam_policy_document.order_api_task.json
}

data "aws_iam_policy_document" "order_api_task" {
  statement {
    sid = "CarrySessions"
    actions = [
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ]
    resources = ["*"]
  }

  statement {
    sid       = "LogSessions"
    actions   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.sessions.arn}:*"]
  }

  statement {
    sid       = "FindSessionLogs"
    actions   = ["logs:DescribeLogGroups"]
    resources = ["arn:aws:logs:eu-west-1:*:log-group:*"]
  }
}

resource "aws_iam_role" "nightly_report_execution" {
  name               = "shop-nightly-report-execution-t2"
  description        = "Starts the tasks of nightly-report"
  assume_role_policy = data.aws_iam_policy_document.tasks_trust.json
}

resource "aws_iam_role_policy" "nightly_report_execution" {
  name   = "start-tasks"
  role   = aws_iam_role.nightly_report_execution.id
  policy = data.aws_iam_policy_document.nightly_report_execution.json
}

data "aws_iam_policy_document" "nightly_report_execution" {
  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.nightly_report_tasks.arn}:*"]
  }
}

resource "aws_iam_role" "nightly_report_task" {
  name               = "shop-nightly-report-task-t2"
  description        = "Runs the containers of nightly-report"
  assume_role_policy = data.aws_iam_policy_document.tasks_trust.json
}
