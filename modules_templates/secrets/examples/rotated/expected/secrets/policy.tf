data "aws_iam_policy_document" "database" {
  statement {
    sid       = "Rotate"
    resources = [aws_secretsmanager_secret.database.arn]
    actions = [
      "secretsmanager:DescribeSecret",
      "secretsmanager:GetSecretValue",
      "secretsmanager:PutSecretValue",
      "secretsmanager:UpdateSecretVersionStage",
    ]

    principals {
      type        = "AWS"
      identifiers = [var.database_function_role_arn]
    }
  }

  statement {
    sid       = "Read"
    actions   = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.database.arn]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::123456789012:role/auditors"]
    }
  }
}

resource "aws_secretsmanager_secret_policy" "database" {
  secret_arn          = aws_secretsmanager_secret.database.arn
  policy              = data.aws_iam_policy_document.database.json
  block_public_policy = true
}

data "aws_iam_policy_document" "partner" {
  statement {
    sid       = "Rotate"
    resources = [aws_secretsmanager_secret.partner.arn]
    actions = [
      "secretsmanager:DescribeSecret",
      "secretsmanager:GetSecretValue",
      "secretsmanager:PutSecretValue",
      "secretsmanager:UpdateSecretVersionStage",
    ]

    principals {
      type        = "AWS"
      identifiers = [var.partner_function_role_arn]
    }
  }
}

resource "aws_secretsmanager_secret_policy" "partner" {
  secret_arn          = aws_secretsmanager_secret.partner.arn
  policy              = data.aws_iam_policy_document.partner.json
  block_public_policy = true
}
