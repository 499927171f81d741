resource "aws_s3_bucket_notification" "first" {
  bucket = aws_s3_bucket.files.id
}

resource "aws_s3_bucket_notification" "second" { # finding: Two resources write the notifications of aws_s3_bucket.files
  bucket = aws_s3_bucket.files.bucket
}

resource "aws_s3_bucket_notification" "alone" {
  bucket = "pictures"
}
