# A key policy has to let somebody change it, or the key is out of reach for ever. The account as a whole may, which
# leaves it to IAM who uses the key: whoever names it under `uses` gets a statement for it in a role of their own.

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
