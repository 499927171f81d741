resource "aws_cloudfront_distribution" "unsigned" { # finding: The bucket of files is read as anybody would
  default_root_object = "index.html"

  origin {
    origin_id   = "files"
    domain_name = aws_s3_bucket.files.bucket_regional_domain_name
  }

  default_cache_behavior {
    target_origin_id = "files"
  }
}

resource "aws_cloudfront_distribution" "signed" {
  default_root_object = "index.html"

  origin {
    origin_id                = "files"
    domain_name              = aws_s3_bucket.files.bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.files.id
  }

  default_cache_behavior {
    target_origin_id = "files"
  }
}

resource "aws_cloudfront_distribution" "without_page" { # finding: The bare domain has no page
  origin {
    origin_id   = "files"
    domain_name = "files.s3.us-east-1.amazonaws.com"

    s3_origin_config {
      origin_access_identity = aws_cloudfront_origin_access_identity.files.cloudfront_access_identity_path
    }
  }

  default_cache_behavior {
    target_origin_id = "files"
  }
}

resource "aws_cloudfront_distribution" "api" {
  origin {
    origin_id   = "api"
    domain_name = "api.example.com"

    custom_origin_config {
      origin_protocol_policy = "https-only"
    }
  }

  default_cache_behavior {
    target_origin_id = "api"
  }
}

resource "aws_cloudfront_origin_access_control" "never" { # finding: Requests to the origin are not signed
  signing_behavior = "never"
}

resource "aws_cloudfront_origin_access_control" "files" {
  signing_behavior = "always"
}
