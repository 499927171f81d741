# The bucket is closed to the public, so the website's own address answers 403 to everybody: only CloudFront, with
# access to the objects of its own, can serve these pages.
resource "aws_s3_bucket_website_configuration" "static_assets" {
  bucket = aws_s3_bucket.static_assets.id

  index_document {
    suffix = "index.html"
  }

  error_document {
    key = "error.html"
  }
}
