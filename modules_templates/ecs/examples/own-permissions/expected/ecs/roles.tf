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

resource "aws_iam_role" "worker_execution" {
  name                 = "shop-worker-execution-t3"
  description          = "Starts the tasks of worker"
  assume_role_policy   = data.aws_iam_policy_document.tasks_trust.json
  permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"
}

resource "aws_iam_role_policy" "worker_execution" {
  name   = "start-tasks"
  role   = aws_iam_role.worker_execution.id
  policy = data.aws_iam_policy_document.worker_execution.json
}

data "aws_iam_policy_document" "worker_execution" {
  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.worker_tasks.arn}:*"]
  }

  statement {
    sid       = "Own1"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = ["arn:aws:secretsmanager:us-east-1:123456789012:secret:registry-AbCdEf"]
  }
}

resource "aws_iam_role_policy_attachment" "worker_execution_amazon_ecs_task_execution_role_policy" {
  role       = aws_iam_role.worker_execution.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

resource "aws_iam_role" "worker_task" {
  name                 = "shop-worker-task-t3"
  description          = "Runs the containers of worker"
  assume_role_policy   = data.aws_iam_policy_document.tasks_trust.json
  permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"
}

resource "aws_iam_role_policy" "worker_task" {
  name   = "use-resources"
  role   = aws_iam_role.worker_task.id
  policy = data.aws_iam_policy_document.worker_task.json
}

data "aws_iam_policy_document" "worker_task" {
  # The queue belongs to the warehouse.
  statement {
    sid       = "Own1"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage"]
    resources = ["arn:aws:sqs:us-east-1:123456789012:warehouse"]

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["true"]
    }
  }
}

resource "aws_iam_role_policy_attachment" "worker_task_amazon_sqs_read_only_access" {
  role       = aws_iam_role.worker_task.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess"
}
