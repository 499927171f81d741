resource "aws_s3_bucket_logging" "uploads" {
  bucket        = aws_s3_bucket.uploads.id
  target_bucket = aws_s3_bucket.records.id
  target_prefix = "uploads/"

  # S3 accepts a target bucket only if its policy allows writes.
  depends_on = [aws_s3_bucket_policy.records]
}

resource "aws_s3_bucket_logging" "reports" {
  bucket        = aws_s3_bucket.reports.id
  target_bucket = aws_s3_bucket.records.id
  target_prefix = "of-the-reports/"

  depends_on = [aws_s3_bucket_policy.records]
}
