data "aws_iam_policy_document" "everything" { # finding: A statement allows every action
  statement {
    actions   = ["*"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "service" { # finding: allows every action
  statement {
    actions   = ["dynamodb:*"]
    resources = [var.table_arn]
  }
}

data "aws_iam_policy_document" "anywhere" { # finding: A statement names no resource
  statement {
    actions   = ["dynamodb:PutItem"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "fine" {
  statement {
    actions   = ["dynamodb:PutItem"]
    resources = [var.table_arn]
  }

  statement {
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = ["*"]
  }

  statement {
    actions   = ["xray:PutTraceSegments"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "key" {
  statement {
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::123456789012:root"]
    }
  }
}

data "aws_iam_policy_document" "all_but_one" { # finding: All but iam:CreateUser
  statement {
    not_actions = ["iam:CreateUser"]
    resources   = ["*"]
  }
}

data "aws_iam_policy_document" "elsewhere" { # finding: It is about all but
  statement {
    actions       = ["s3:DeleteObject"]
    not_resources = [aws_s3_bucket.files.arn]
  }
}

data "aws_iam_policy_document" "every_secret" { # finding: A statement names no resource
  statement {
    actions   = ["secretsmanager:GetSecretValue"]
    resources = ["arn:aws:secretsmanager:us-east-1:123456789012:secret:*"]
  }
}

data "aws_iam_policy_document" "every_role" { # finding: A statement names no resource
  statement {
    actions   = ["iam:PassRole"]
    resources = ["arn:aws:iam::123456789012:role/*"]
  }
}

data "aws_iam_policy_document" "reading_everything" { # finding: A statement names no resource
  statement {
    actions   = ["s3:Get*"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "reading_one" {
  statement {
    actions   = ["s3:Get*"]
    resources = ["${aws_s3_bucket.files.arn}/*"]
  }
}

locals {
  actions = ["*"]
}

data "aws_iam_policy_document" "by_local" { # finding: A statement allows every action
  statement {
    actions   = concat(local.actions, ["s3:*"])
    resources = [var.table_arn]
  }
}

data "aws_iam_policy_document" "dynamic" { # finding: A statement allows every action
  dynamic "statement" {
    for_each = var.buckets

    content {
      actions   = ["s3:*"]
      resources = [statement.value]
    }
  }
}

data "aws_iam_policy_document" "key_of_service" { # finding: A statement allows every action
  statement {
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["logs.amazonaws.com"]
    }
  }
}

resource "aws_iam_role_policy" "encoded" { # finding: A statement allows every action
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_role" "inline" { # finding: A statement allows every action
  inline_policy {
    name   = "everything"
    policy = "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": [\"dynamodb:*\"], \"Resource\": \"${var.table_arn}\"}]}"
  }
}

resource "aws_iam_policy" "heredoc" { # finding: All but iam:*
  policy = <<-EOT
    {
      "Statement": [{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}]
    }
  EOT
}

resource "aws_iam_policy" "each" { # finding: A statement allows every action
  policy = jsonencode({
    Statement = [for bucket in var.buckets : { Effect = "Allow", Action = ["s3:*"], Resource = bucket }]
  })
}

resource "aws_iam_policy" "scoped" {
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "dynamodb:GetItem", Resource = var.table_arn }] })
}

resource "aws_iam_policy" "describing" {
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["ec2:Describe*", "sts:GetCallerIdentity"], Resource = "*" }] })
}

data "aws_iam_policy_document" "objects_of_one_bucket" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::shop/*"]
  }
}
