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
  name               = "ecommerce-web-execution-prod123"
  description        = "Starts the tasks of web"
  assume_role_policy = data.aws_iam_policy_document.tasks_trust.json
}

resource "aws_iam_role_policy" "web_execution" {
  name   = "start-tasks"
  role   = aws_iam_role.web_execution.id
  policy = data.aws_iam_policy_document.web_execution.json
}

data "aws_iam_policy_document" "web_execution" {
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
    resources = ["arn:aws:ecr:us-east-1:123456789012:repository/shop/web"]
  }

  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.web_tasks.arn}:*"]
  }

  statement {
    sid     = "ReadSecrets"
    actions = ["secretsmanager:GetSecretValue"]
    resources = [
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/payment-AbCdEf",
      var.database_master_secret_arn,
    ]
  }

  statement {
    sid       = "ReadParameters"
    actions   = ["ssm:GetParameters"]
    resources = ["arn:aws:ssm:us-east-1:123456789012:parameter/shop/session-key"]
  }

  statement {
    sid       = "DecryptSecrets"
    actions   = ["kms:Decrypt"]
    resources = [var.database_secret_key_arn]
  }
}

resource "aws_iam_role" "web_task" {
  name               = "ecommerce-web-task-prod123"
  description        = "Runs the containers of web"
  assume_role_policy = data.aws_iam_policy_document.tasks_trust.json
}

resource "aws_iam_role_policy" "web_task" {
  name   = "use-resources"
  role   = aws_iam_role.web_task.id
  policy = data.aws_iam_policy_document.web_task.json
}

data "aws_iam_policy_document" "web_task" {
  statement {
    sid       = "ReadSecretOfDatabase"
    actions   = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"]
    resources = [var.database_master_secret_arn]
  }

  statement {
    sid       = "DecryptSecretOfDatabase"
    actions   = ["kms:Decrypt"]
    resources = [var.database_secret_key_arn]
  }
}
