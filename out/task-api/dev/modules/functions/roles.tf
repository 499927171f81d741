data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "get_handler" {
  name               = "trainr963-dev-iam-get-handler-role-dev"
  description        = "Runs get-handler"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy_attachment" "get_handler_basic_execution" {
  role       = aws_iam_role.get_handler.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy_attachment" "get_handler_vpc_access" {
  role       = aws_iam_role.get_handler.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
}

resource "aws_iam_role_policy_attachment" "get_handler_xray_write" {
  role       = aws_iam_role.get_handler.name
  policy_arn = "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"
}

resource "aws_iam_role_policy" "get_handler" {
  name   = "use-resources"
  role   = aws_iam_role.get_handler.id
  policy = data.aws_iam_policy_document.get_handler.json
}

data "aws_iam_policy_document" "get_handler" {
  statement {
    sid       = "UseTables"
    actions   = ["dynamodb:GetItem", "dynamodb:Scan"]
    resources = [var.tables_sessions_table_arn, "${var.tables_sessions_table_arn}/index/*"]
  }

  statement {
    sid       = "ReadParameters"
    actions   = ["ssm:GetParameter", "ssm:GetParameters"]
    resources = [var.parameters_api_keys_parameter_arn]
  }
}

resource "aws_iam_role" "post_handler" {
  name               = "trainr963-dev-iam-post-handler-role-dev"
  description        = "Runs post-handler"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy_attachment" "post_handler_basic_execution" {
  role       = aws_iam_role.post_handler.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy_attachment" "post_handler_vpc_access" {
  role       = aws_iam_role.post_handler.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
}

resource "aws_iam_role_policy_attachment" "post_handler_xray_write" {
  role       = aws_iam_role.post_handler.name
  policy_arn = "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"
}

resource "aws_iam_role_policy" "post_handler" {
  name   = "use-resources"
  role   = aws_iam_role.post_handler.id
  policy = data.aws_iam_policy_document.post_handler.json
}

data "aws_iam_policy_document" "post_handler" {
  statement {
    sid       = "UseTables"
    actions   = ["dynamodb:PutItem"]
    resources = [var.tables_sessions_table_arn]
  }

  statement {
    sid       = "ReadParameters"
    actions   = ["ssm:GetParameter", "ssm:GetParameters"]
    resources = [var.parameters_api_keys_parameter_arn]
  }
}

resource "aws_iam_role" "put_handler" {
  name               = "trainr963-dev-iam-put-handler-role-dev"
  description        = "Runs put-handler"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy_attachment" "put_handler_basic_execution" {
  role       = aws_iam_role.put_handler.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy_attachment" "put_handler_vpc_access" {
  role       = aws_iam_role.put_handler.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
}

resource "aws_iam_role_policy_attachment" "put_handler_xray_write" {
  role       = aws_iam_role.put_handler.name
  policy_arn = "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"
}

resource "aws_iam_role_policy" "put_handler" {
  name   = "use-resources"
  role   = aws_iam_role.put_handler.id
  policy = data.aws_iam_policy_document.put_handler.json
}

data "aws_iam_policy_document" "put_handler" {
  statement {
    sid       = "UseTables"
    actions   = ["dynamodb:UpdateItem"]
    resources = [var.tables_sessions_table_arn]
  }

  statement {
    sid       = "ReadParameters"
    actions   = ["ssm:GetParameter", "ssm:GetParameters"]
    resources = [var.parameters_api_keys_parameter_arn]
  }
}

resource "aws_iam_role" "delete_handler" {
  name               = "trainr963-dev-iam-delete-handler-role-dev"
  description        = "Runs delete-handler"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy_attachment" "delete_handler_basic_execution" {
  role       = aws_iam_role.delete_handler.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy_attachment" "delete_handler_vpc_access" {
  role       = aws_iam_role.delete_handler.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
}

resource "aws_iam_role_policy_attachment" "delete_handler_xray_write" {
  role       = aws_iam_role.delete_handler.name
  policy_arn = "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"
}

resource "aws_iam_role_policy" "delete_handler" {
  name   = "use-resources"
  role   = aws_iam_role.delete_handler.id
  policy = data.aws_iam_policy_document.delete_handler.json
}

data "aws_iam_policy_document" "delete_handler" {
  statement {
    sid       = "UseTables"
    actions   = ["dynamodb:DeleteItem"]
    resources = [var.tables_sessions_table_arn]
  }

  statement {
    sid       = "ReadParameters"
    actions   = ["ssm:GetParameter", "ssm:GetParameters"]
    resources = [var.parameters_api_keys_parameter_arn]
  }
}
