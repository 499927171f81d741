data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "products" {
  name               = "ecommerce-products-role-prod"
  description        = "Runs products"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "products" {
  name   = "use-resources"
  role   = aws_iam_role.products.id
  policy = data.aws_iam_policy_document.products.json
}

data "aws_iam_policy_document" "products" {
  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.products.arn}:*"]
  }

  statement {
    sid       = "SignIn"
    actions   = ["dsql:DbConnect"]
    resources = [var.cluster_arn]
  }
}

resource "aws_iam_role" "orders" {
  name               = "ecommerce-orders-role-prod"
  description        = "Runs orders"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "orders" {
  name   = "use-resources"
  role   = aws_iam_role.orders.id
  policy = data.aws_iam_policy_document.orders.json
}

data "aws_iam_policy_document" "orders" {
  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.orders.arn}:*"]
  }

  statement {
    sid       = "SignIn"
    actions   = ["dsql:DbConnect"]
    resources = [var.cluster_arn]
  }
}
