resource "aws_lambda_function" "order_processor" {
  function_name = "ecommerce-orders-prod-order-processor"
  role          = aws_iam_role.this.arn
  runtime       = "python3.13"
  handler       = "index.lambda_handler"
  architectures = ["x86_64"]
  memory_size   = 256
  timeout       = 30

  filename         = "${path.module}/packages/order-processor.zip"
  source_code_hash = "TNO4jKTyas9yt5YlQmpqLwhSPPIdYNt97ir/sZ0AkSc="

  environment {
    variables = {
      ENVIRONMENT       = "prod"
      ORDERS_TABLE_NAME = var.tables_orders_table_name
    }
  }

  # A log group that Lambda creates itself never expires. Calls fail until the role has its permissions.
  depends_on = [
    aws_cloudwatch_log_group.order_processor,
    aws_iam_role_policy.this,
    aws_iam_role_policy_attachment.basic_execution,
  ]
}
