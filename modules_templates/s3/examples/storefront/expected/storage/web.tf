# The bucket is private, so its website endpoint answers 403. CloudFront with access to the objects can serve the pages.

resource "aws_s3_bucket_website_configuration" "static_assets" {
  bucket = aws_s3_bucket.static_assets.id

  index_document {
    suffix = "index.html"
  }

  error_document {
    key = "error.html"
  }
}
