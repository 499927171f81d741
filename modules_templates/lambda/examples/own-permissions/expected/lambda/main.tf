resource "aws_lambda_function" "importer" {
  function_name = "shop-importer-t3"
  role          = aws_iam_role.importer.arn
  runtime       = "python3.13"
  handler       = "report.run"
  architectures = ["x86_64"]
  memory_size   = 256
  timeout       = 30

  s3_bucket = "builds"
  s3_key    = "report.zip"

  environment {
    variables = {
      TABLE = "https://dynamodb.eu-west-1.amazonaws.com/${var.tables_orders_table_name}"
    }
  }

  # A log group that Lambda creates itself never expires. Calls fail until the role has its permissions.
  depends_on = [
    aws_cloudwatch_log_group.importer,
    aws_iam_role_policy.importer,
    aws_iam_role_policy_attachment.importer_basic_execution,
    aws_iam_role_policy_attachment.importer_amazon_ssm_read_only_access,
    aws_iam_role_policy_attachment.importer_own_read_catalogue,
  ]
}

resource "aws_lambda_function" "report" {
  function_name = "shop-report-t3"
  role          = aws_iam_role.report.arn
  runtime       = "python3.13"
  handler       = "report.run"
  architectures = ["x86_64"]
  memory_size   = 256
  timeout       = 30

  s3_bucket = "builds"
  s3_key    = "report.zip"

  depends_on = [
    aws_cloudwatch_log_group.report,
    aws_iam_role_policy_attachment.report_basic_execution,
    aws_iam_role_policy_attachment.report_amazon_ssm_read_only_access,
  ]
}
