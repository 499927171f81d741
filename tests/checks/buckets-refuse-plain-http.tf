resource "aws_s3_bucket" "bare" { # finding: The bucket accepts plain HTTP
  bucket = "bare"
}

resource "aws_s3_bucket" "open" { # finding: The bucket accepts plain HTTP
  bucket = "open"
}

resource "aws_s3_bucket_policy" "open" {
  bucket = aws_s3_bucket.open.id
  policy = data.aws_iam_policy_document.open.json
}

data "aws_iam_policy_document" "open" {
  statement {
    effect    = "Allow"
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.open.arn}/*"]

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_bucket" "sound" {
  bucket = "sound"
}

resource "aws_s3_bucket_policy" "sound" {
  bucket = aws_s3_bucket.sound.id
  policy = data.aws_iam_policy_document.sound.json
}

data "aws_iam_policy_document" "sound" {
  statement {
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.sound.arn, "${aws_s3_bucket.sound.arn}/*"]

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}
