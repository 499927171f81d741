resource "aws_s3_bucket_policy" "lambda_deploy" {
  bucket = aws_s3_bucket.lambda_deploy.id
  policy = data.aws_iam_policy_document.lambda_deploy.json

  # S3 refuses to change a policy and a public access block at the same time.
  depends_on = [aws_s3_bucket_public_access_block.lambda_deploy]
}

data "aws_iam_policy_document" "lambda_deploy" {
  statement {
    sid       = "RefusePlainHttp"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.lambda_deploy.arn, "${aws_s3_bucket.lambda_deploy.arn}/*"]

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
