resource "aws_s3_bucket_cors_configuration" "uploads" {
  bucket = aws_s3_bucket.uploads.id

  # Pictures go straight from the browser into the bucket.
  cors_rule {
    allowed_origins = ["https://shop.example.com"]
    allowed_methods = ["GET", "PUT"]
    allowed_headers = ["*"]
    expose_headers  = ["ETag"]
    max_age_seconds = 300
  }

  cors_rule {
    allowed_origins = ["*"]
    allowed_methods = ["HEAD"]
    max_age_seconds = 3600
  }
}
