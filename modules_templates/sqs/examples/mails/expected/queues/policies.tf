resource "aws_sqs_queue_policy" "mails" {
  queue_url = aws_sqs_queue.mails.id
  policy    = data.aws_iam_policy_document.mails.json
}

data "aws_iam_policy_document" "mails" {
  statement {
    sid       = "RefusePlainHttp"
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = [aws_sqs_queue.mails.arn]

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

resource "aws_sqs_queue_policy" "mails_dead" {
  queue_url = aws_sqs_queue.mails_dead.id
  policy    = data.aws_iam_policy_document.mails_dead.json
}

data "aws_iam_policy_document" "mails_dead" {
  statement {
    sid       = "RefusePlainHttp"
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = [aws_sqs_queue.mails_dead.arn]

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
