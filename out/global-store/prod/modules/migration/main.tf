resource "aws_lambda_function" "migrate" {
  function_name = "ecommerce-migrate-prod"
  description   = "Makes the tables, and lets the functions sign in"
  role          = aws_iam_role.migrate.arn
  runtime       = "python3.13"
  handler       = "index.handler"
  architectures = ["x86_64"]
  memory_size   = 256
  timeout       = 120

  filename         = "${path.module}/packages/migrate.zip"
  source_code_hash = "F5VHOy1/RrMiMT1xebv8nSdOb03gr+ISiarTociXmGA="

  environment {
    variables = {
      MAY_CONNECT_ORDERS             = var.functions_orders_role_arn
      MAY_CONNECT_ORDERS_US_EAST_2   = var.functions_us_east_2_orders_role_arn
      MAY_CONNECT_PRODUCTS           = var.functions_products_role_arn
      MAY_CONNECT_PRODUCTS_US_EAST_2 = var.functions_us_east_2_products_role_arn
      PGHOST                         = var.cluster_endpoint
    }
  }

  # A log group that Lambda creates itself never expires. Calls fail until the role has its permissions.
  depends_on = [aws_cloudwatch_log_group.migrate, aws_iam_role_policy.migrate]
}
