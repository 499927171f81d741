resource "aws_lambda_function" "product_service" {
  function_name = "ecommerce-product-service"
  role          = aws_iam_role.this.arn
  runtime       = "python3.13"
  handler       = "index.handler"
  architectures = ["x86_64"]
  memory_size   = 256
  timeout       = 30
  kms_key_arn   = var.keys_lambda_key_arn

  filename         = "${path.module}/packages/product-service.zip"
  source_code_hash = "myardieqr7EqJ2HwtL2wxobUdLX4lYinGOZWtCjYdUU="

  environment {
    variables = {
      KMS_KEY_ID     = var.keys_lambda_key_id
      PRODUCTS_TABLE = var.tables_products_table_name
    }
  }

  # A log group that Lambda creates itself never expires. Calls fail until the role has its permissions.
  depends_on = [
    aws_cloudwatch_log_group.product_service,
    aws_iam_role_policy_attachment.this,
    aws_iam_role_policy_attachment.basic_execution,
  ]
}

resource "aws_lambda_function" "order_service" {
  function_name = "ecommerce-order-service"
  role          = aws_iam_role.this.arn
  runtime       = "python3.13"
  handler       = "index.handler"
  architectures = ["x86_64"]
  memory_size   = 256
  timeout       = 30
  kms_key_arn   = var.keys_lambda_key_arn

  filename         = "${path.module}/packages/order-service.zip"
  source_code_hash = "/pdshF7M1duJ8/nDICnAczYFXT+YcrGKiWZyCYb3H6A="

  environment {
    variables = {
      KMS_KEY_ID     = var.keys_lambda_key_id
      ORDERS_TABLE   = var.tables_orders_table_name
      PRODUCTS_TABLE = var.tables_products_table_name
    }
  }

  depends_on = [
    aws_cloudwatch_log_group.order_service,
    aws_iam_role_policy_attachment.this,
    aws_iam_role_policy_attachment.basic_execution,
  ]
}

resource "aws_lambda_function" "user_service" {
  function_name = "ecommerce-user-service"
  role          = aws_iam_role.this.arn
  runtime       = "python3.13"
  handler       = "index.handler"
  architectures = ["x86_64"]
  memory_size   = 256
  timeout       = 30
  kms_key_arn   = var.keys_lambda_key_arn

  filename         = "${path.module}/packages/user-service.zip"
  source_code_hash = "L1yYut2whww9rZZ4Soa4VvFWI/QZzJrGrbALIwIDo88="

  environment {
    variables = {
      KMS_KEY_ID  = var.keys_lambda_key_id
      USERS_TABLE = var.tables_users_table_name
    }
  }

  depends_on = [
    aws_cloudwatch_log_group.user_service,
    aws_iam_role_policy_attachment.this,
    aws_iam_role_policy_attachment.basic_execution,
  ]
}
