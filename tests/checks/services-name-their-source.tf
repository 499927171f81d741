resource "aws_lambda_permission" "any_bucket" { # finding: s3.amazonaws.com may call the function for any customer
  action        = "lambda:InvokeFunction"
  function_name = "resize"
  principal     = "s3.amazonaws.com"
}

resource "aws_lambda_permission" "one_bucket" {
  action        = "lambda:InvokeFunction"
  function_name = "resize"
  principal     = "s3.amazonaws.com"
  source_arn    = aws_s3_bucket.files.arn
}

resource "aws_lambda_permission" "anybody" { # finding: Everybody may call the function
  action        = "lambda:InvokeFunction"
  function_name = "resize"
  principal     = "*"
}

resource "aws_lambda_permission" "each" { # finding: may call the function for any customer of AWS
  for_each = toset(["events.amazonaws.com", "s3.amazonaws.com"])

  action        = "lambda:InvokeFunction"
  function_name = "resize"
  principal     = each.value
}

data "aws_iam_policy_document" "any_alarm" { # finding: cloudwatch.amazonaws.com may come for any customer
  statement {
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alarms.arn]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "own_alarms" {
  statement {
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alarms.arn]

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

data "aws_iam_policy_document" "trust" { # finding: ecs-tasks.amazonaws.com may come
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "trust_without_source" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "log_delivery" {
  statement {
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.logs.arn}/AWSLogs/123456789012/*"]

    principals {
      type        = "Service"
      identifiers = ["logdelivery.elasticloadbalancing.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "logs_under_key" {
  statement {
    actions   = ["kms:Encrypt"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["logs.us-east-1.amazonaws.com"]
    }

    condition {
      test     = "ArnLike"
      variable = "kms:EncryptionContext:aws:logs:arn"
      values   = ["arn:aws:logs:us-east-1:123456789012:log-group:*"]
    }
  }
}
