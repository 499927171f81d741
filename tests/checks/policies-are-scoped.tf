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
