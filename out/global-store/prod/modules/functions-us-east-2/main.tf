resource "aws_lambda_function" "products" {
  function_name = "ecommerce-products-prod"
  description   = "Lists products and adds them"
  role          = aws_iam_role.products.arn
  runtime       = "python3.13"
  handler       = "index.handler"
  architectures = ["x86_64"]
  memory_size   = 512
  timeout       = 20

  filename         = "${path.module}/packages/products.zip"
  source_code_hash = "1/wyFASfg9wCazpxHZNmeG3m7KPWqPqb/Tyc7P4l+RI="

  environment {
    variables = {
      PGHOST = var.cluster_endpoint
    }
  }

  # A log group that Lambda creates itself never expires. Calls fail until the role has its permissions.
  depends_on = [aws_cloudwatch_log_group.products, aws_iam_role_policy.products]
}

resource "aws_lambda_function" "orders" {
  function_name = "ecommerce-orders-prod"
  description   = "Takes orders, and their products out of stock"
  role          = aws_iam_role.orders.arn
  runtime       = "python3.13"
  handler       = "index.handler"
  architectures = ["x86_64"]
  memory_size   = 512
  timeout       = 20

  filename         = "${path.module}/packages/orders.zip"
  source_code_hash = "uEu4XDe9OwRzGTZAytCEFdgwXC/jOJWmAwhqfUeEWfs="

  environment {
    variables = {
      PGHOST = var.cluster_endpoint
    }
  }

  depends_on = [aws_cloudwatch_log_group.orders, aws_iam_role_policy.orders]
}
