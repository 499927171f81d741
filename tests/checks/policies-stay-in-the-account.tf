data "aws_iam_policy_document" "other" { # finding: Account 999999999999 is let in
  statement {
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.this.arn]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::999999999999:root"]
    }
  }
}

data "aws_iam_policy_document" "own" {
  statement {
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.this.arn]

    principals {
      type        = "AWS"
      identifiers = ["123456789012", "arn:aws:iam::${local.account}:root", aws_iam_role.this.arn]
    }
  }
}
