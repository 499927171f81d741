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

resource "aws_iam_role" "worker_execution" {
  name               = "shop-worker-execution-t3"
  description        = "Starts the tasks of worker"
  assume_role_policy = data.aws_iam_policy_document.tasks_trust.json
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
}

resource "aws_iam_role" "worker_task" {
  name               = "shop-worker-task-t3"
  description        = "Runs the containers of worker"
  assume_role_policy = data.aws_iam_policy_document.tasks_trust.json
}
