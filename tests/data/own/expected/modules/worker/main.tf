resource "aws_lambda_function" "count" {
  function_name = "shop-count-t1"
  role          = aws_iam_role.count.arn
  runtime       = "python3.13"
  handler       = "index.handler"
  architectures = ["x86_64"]
  memory_size   = 256
  timeout       = 30

  s3_bucket = "shop-code"
  s3_key    = "count.zip"

  environment {
    variables = {
      DATABASE_HOST = var.db_endpoint
    }
  }

  vpc_config {
    subnet_ids         = var.subnet_ids
    security_group_ids = [aws_security_group.this.id]
  }

  # A log group that Lambda creates itself never expires. Calls fail until the role has its permissions.
  depends_on = [aws_cloudwatch_log_group.count, aws_iam_role_policy.count]
}
