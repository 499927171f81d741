data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "importer" {
  name                 = "shop-importer-role-t3"
  description          = "Runs importer"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"
}

resource "aws_iam_role_policy_attachment" "importer_basic_execution" {
  role       = aws_iam_role.importer.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy_attachment" "importer_amazon_ssm_read_only_access" {
  role       = aws_iam_role.importer.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess"
}

resource "aws_iam_role_policy_attachment" "importer_own_read_catalogue" {
  role       = aws_iam_role.importer.name
  policy_arn = "arn:aws:iam::123456789012:policy/teams/read-catalogue"
}

resource "aws_iam_role_policy" "importer" {
  name   = "use-resources"
  role   = aws_iam_role.importer.id
  policy = data.aws_iam_policy_document.importer.json
}

data "aws_iam_policy_document" "importer" {
  statement {
    sid       = "WriteTables"
    actions   = ["dynamodb:BatchWriteItem"]
    resources = [var.tables_orders_table_arn]
  }

  # The queue belongs to the warehouse.
  statement {
    sid       = "Own1"
    actions   = ["sqs:SendMessage", "sqs:GetQueueUrl"]
    resources = ["arn:aws:sqs:eu-west-1:123456789012:warehouse"]
  }

  statement {
    sid       = "Own2"
    actions   = ["dynamodb:DescribeTable"]
    resources = [var.tables_orders_table_arn, "${var.tables_orders_table_arn}/index/*"]

    condition {
      test     = "StringEquals"
      variable = "aws:RequestedRegion"
      values   = ["eu-west-1"]
    }
  }
}

resource "aws_iam_role" "report" {
  name                 = "shop-report-role-t3"
  description          = "Runs report"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"
}

resource "aws_iam_role_policy_attachment" "report_basic_execution" {
  role       = aws_iam_role.report.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy_attachment" "report_amazon_ssm_read_only_access" {
  role       = aws_iam_role.report.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess"
}
