resource "aws_kms_key" "lambda" {
  description             = "KMS key for Lambda environment variables encryption"
  enable_key_rotation     = true
  deletion_window_in_days = 7
  policy                  = data.aws_iam_policy_document.lambda.json

  lifecycle {
    # A key that waits for its deletion decrypts nothing, so its users get another key first.
    create_before_destroy = true
  }
}

resource "aws_kms_alias" "lambda" {
  name          = "alias/ecommerce-lambda-env-vars"
  target_key_id = aws_kms_key.lambda.key_id
}

resource "aws_kms_key" "s3" {
  description             = "KMS key for S3 bucket encryption"
  enable_key_rotation     = true
  deletion_window_in_days = 7
  policy                  = data.aws_iam_policy_document.s3.json

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_kms_alias" "s3" {
  name          = "alias/ecommerce-s3-bucket"
  target_key_id = aws_kms_key.s3.key_id
}
