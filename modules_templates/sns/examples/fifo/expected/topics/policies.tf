resource "aws_sns_topic_policy" "payments" {
  arn    = aws_sns_topic.payments.arn
  policy = data.aws_iam_policy_document.payments.json
}

data "aws_iam_policy_document" "payments" {
  statement {
    sid       = "RefusePlainHttp"
    effect    = "Deny"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.payments.arn]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}
