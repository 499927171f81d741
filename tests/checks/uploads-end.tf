resource "aws_s3_bucket_lifecycle_configuration" "endless" { # finding: Unfinished uploads are kept for ever
  rule {
    id     = "expire"
    status = "Enabled"

    expiration {
      days = 365
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "ending" {
  rule {
    id     = "clean-up"
    status = "Enabled"

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "disabled" { # finding: Unfinished uploads are kept for ever
  rule {
    id     = "clean-up"
    status = "Disabled"

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}
