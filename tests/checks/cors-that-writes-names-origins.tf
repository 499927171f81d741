resource "aws_s3_bucket_cors_configuration" "anybody" { # finding: Pages of every site may write into the bucket
  cors_rule {
    allowed_origins = ["*"]
    allowed_methods = ["GET", "PUT"]
  }
}

resource "aws_s3_bucket_cors_configuration" "shop" {
  cors_rule {
    allowed_origins = ["https://shop.example.com"]
    allowed_methods = ["GET", "PUT"]
  }

  cors_rule {
    allowed_origins = ["*"]
    allowed_methods = ["GET", "HEAD"]
  }
}

resource "aws_lambda_function_url" "anybody" { # finding: Pages of every site may call the function
  authorization_type = "AWS_IAM"

  cors {
    allow_origins = ["*"]
    allow_methods = ["POST"]
  }
}
