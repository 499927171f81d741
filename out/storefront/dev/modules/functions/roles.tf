data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "this" {
  name               = "ecommerce-lambda-execution-role-dev"
  description        = "Runs order-service, product-service, user-service"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy_attachment" "basic_execution" {
  role       = aws_iam_role.this.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_policy" "this" {
  name        = "ecommerce-lambda-custom-policy-dev"
  description = "Custom policy for ecommerce Lambda functions"
  policy      = data.aws_iam_policy_document.this.json

  lifecycle {
    # IAM cannot change a description, and accepts no second policy of this name.
    ignore_changes = [description]
  }
}

resource "aws_iam_role_policy_attachment" "this" {
  role       = aws_iam_role.this.name
  policy_arn = aws_iam_policy.this.arn
}

data "aws_iam_policy_document" "this" {
  statement {
    sid = "UseTables"
    actions = [
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:UpdateItem",
      "dynamodb:DeleteItem",
      "dynamodb:Query",
      "dynamodb:Scan",
    ]
    resources = [
      var.tables_products_table_arn,
      "${var.tables_products_table_arn}/index/*",
      var.tables_orders_table_arn,
      "${var.tables_orders_table_arn}/index/*",
      var.tables_users_table_arn,
      "${var.tables_users_table_arn}/index/*",
    ]
  }

  statement {
    sid       = "DecryptWithKeys"
    actions   = ["kms:Decrypt", "kms:DescribeKey"]
    resources = [var.keys_lambda_key_arn]
  }

  statement {
    sid       = "UseObjects"
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["${var.storage_static_assets_bucket_arn}/*"]
  }
}
