resource "aws_lambda_function" "get_handler" {
  function_name = "trainr963-synthtrainr963-lambda-get-handler-production"
  role          = aws_iam_role.get_handler.arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  architectures = ["x86_64"]
  memory_size   = 256
  timeout       = 30

  s3_bucket        = aws_s3_object.get_handler.bucket
  s3_key           = aws_s3_object.get_handler.key
  source_code_hash = "yWkkwAbXq8PgIaRmCmC21Sy8Ebf1gtUPO2/8445mFcY="

  environment {
    variables = {
      DEBUG_ENABLED  = "false"
      DYNAMODB_TABLE = var.tables_sessions_table_name
      LOG_LEVEL      = "INFO"
      REGION         = "us-east-1"
    }
  }

  vpc_config {
    subnet_ids         = var.subnet_ids
    security_group_ids = [aws_security_group.this.id]
  }

  tracing_config {
    mode = "Active"
  }

  # A log group that Lambda creates itself never expires. Calls fail until the role has its permissions.
  depends_on = [
    aws_cloudwatch_log_group.get_handler,
    aws_iam_role_policy.get_handler,
    aws_iam_role_policy_attachment.get_handler_basic_execution,
    aws_iam_role_policy_attachment.get_handler_vpc_access,
    aws_iam_role_policy_attachment.get_handler_xray_write,
  ]
}

resource "aws_lambda_function" "post_handler" {
  function_name = "trainr963-synthtrainr963-lambda-post-handler-production"
  role          = aws_iam_role.post_handler.arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  architectures = ["x86_64"]
  memory_size   = 256
  timeout       = 30

  s3_bucket        = aws_s3_object.post_handler.bucket
  s3_key           = aws_s3_object.post_handler.key
  source_code_hash = "8AUoBIC5tpAx+q5y6obgvZVPUOKpdMsdqENZtpebyII="

  environment {
    variables = {
      DEBUG_ENABLED  = "false"
      DYNAMODB_TABLE = var.tables_sessions_table_name
      LOG_LEVEL      = "INFO"
      REGION         = "us-east-1"
    }
  }

  vpc_config {
    subnet_ids         = var.subnet_ids
    security_group_ids = [aws_security_group.this.id]
  }

  tracing_config {
    mode = "Active"
  }

  depends_on = [
    aws_cloudwatch_log_group.post_handler,
    aws_iam_role_policy.post_handler,
    aws_iam_role_policy_attachment.post_handler_basic_execution,
    aws_iam_role_policy_attachment.post_handler_vpc_access,
    aws_iam_role_policy_attachment.post_handler_xray_write,
  ]
}
