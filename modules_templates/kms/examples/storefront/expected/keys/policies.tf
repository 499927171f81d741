# The account administers each key, and IAM policies grant its use. A module that names a key under `uses` gets a statement
# in its role. Conditions restrict AWS services to this account.

data "aws_iam_policy_document" "lambda" {
  statement {
    sid       = "LeaveToIam"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::123456789012:root"]
    }
  }
}

data "aws_iam_policy_document" "s3" {
  statement {
    sid       = "LeaveToIam"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::123456789012:root"]
    }
  }
}
