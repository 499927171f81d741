resource "aws_ecs_task_definition" "shared" { # finding: The code has the role that starts it
  execution_role_arn = aws_iam_role.web.arn
  task_role_arn      = aws_iam_role.web.arn
}

resource "aws_ecs_task_definition" "separate" {
  execution_role_arn = aws_iam_role.web_execution.arn
  task_role_arn      = aws_iam_role.web_task.arn
}
