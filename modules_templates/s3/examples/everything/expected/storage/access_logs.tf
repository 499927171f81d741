resource "aws_s3_bucket_logging" "uploads" {
  bucket        = aws_s3_bucket.uploads.id
  target_bucket = aws_s3_bucket.records.id
  target_prefix = "uploads/"

  # S3 refuses a target it may not write into.
  depends_on = [aws_s3_bucket_policy.records]
}

resource "aws_s3_bucket_logging" "reports" {
  bucket        = aws_s3_bucket.reports.id
  target_bucket = aws_s3_bucket.records.id
  target_prefix = "of-the-reports/"

  # S3 refuses a target it may not write into.
  depends_on = [aws_s3_bucket_policy.records]
}
