# Rules for noncurrent versions require versioning.

resource "aws_s3_bucket_lifecycle_configuration" "lambda_deploy" {
  bucket = aws_s3_bucket.lambda_deploy.id

  # Parts of uploads that were never finished cost like objects and show nowhere.
  rule {
    id     = "abort-unfinished-uploads"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.lambda_deploy]
}
