resource "aws_sns_topic" "this" {
  name              = "ecommerce-observability-alarms-staging1"
  kms_master_key_id = aws_kms_key.topic.arn
}

resource "aws_sns_topic_policy" "this" {
  arn    = aws_sns_topic.this.arn
  policy = data.aws_iam_policy_document.topic.json
}

data "aws_iam_policy_document" "topic" {
  statement {
    sid       = "RingFromAlarms"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.this.arn]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }

    # Alarms of this account only.
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["123456789012"]
    }
  }
}

# AWS's own key for SNS cannot be opened to CloudWatch, whose alarms would then ring nowhere.
resource "aws_kms_key" "topic" {
  description             = "Encrypts what alarms say"
  enable_key_rotation     = true
  deletion_window_in_days = 7
  policy                  = data.aws_iam_policy_document.key.json

  lifecycle {
    # A key that waits for its deletion decrypts nothing, so the topic gets another key first.
    create_before_destroy = true
  }
}

resource "aws_kms_alias" "topic" {
  name          = "alias/ecommerce-observability-alarms-staging1"
  target_key_id = aws_kms_key.topic.key_id
}

data "aws_iam_policy_document" "key" {
  # Without this nobody could ever change the key again.
  statement {
    sid       = "LetTheAccountDecide"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::123456789012:root"]
    }
  }

  statement {
    sid       = "LetAlarmsRing"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey*"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["123456789012"]
    }
  }
}
