# ECS starts tasks with the execution role, which containers never receive. Containers run with the task role.
data "aws_iam_policy_document" "tasks_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    # Confused-deputy protection: only this account may use the role.
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["123456789012"]
    }
  }
}

resource "aws_iam_role" "web_execution" {
  name                 = "shop-web-execution-t4"
  description          = "Starts the tasks of web"
  assume_role_policy   = data.aws_iam_policy_document.tasks_trust.json
  permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"
}

resource "aws_iam_role_policy" "web_execution" {
  name   = "start-tasks"
  role   = aws_iam_role.web_execution.id
  policy = data.aws_iam_policy_document.web_execution.json
}

data "aws_iam_policy_document" "web_execution" {
  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.web_tasks.arn}:*"]
  }
}

resource "aws_iam_role" "web_task" {
  name                 = "shop-web-task-t4"
  description          = "Runs the containers of web"
  assume_role_policy   = data.aws_iam_policy_document.tasks_trust.json
  permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"
}

resource "aws_iam_role" "checkout_execution" {
  name                 = "shop-checkout-execution-t4"
  description          = "Starts the tasks of checkout"
  assume_role_policy   = data.aws_iam_policy_document.tasks_trust.json
  permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"
}

resource "aws_iam_role_policy" "checkout_execution" {
  name   = "start-tasks"
  role   = aws_iam_role.checkout_execution.id
  policy = data.aws_iam_policy_document.checkout_execution.json
}

data "aws_iam_policy_document" "checkout_execution" {
  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.checkout_tasks.arn}:*"]
  }
}

resource "aws_iam_role" "checkout_task" {
  name                 = "shop-checkout-task-t4"
  description          = "Runs the containers of checkout"
  assume_role_policy   = data.aws_iam_policy_document.tasks_trust.json
  permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"
}
