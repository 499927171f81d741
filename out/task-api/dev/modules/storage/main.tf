# `force_destroy`: Terraform deletes the objects together with the bucket.

resource "aws_s3_bucket" "lambda_deploy" {
  bucket        = "trainr963-dev-s3-lambda-deploy-dev"
  force_destroy = true
}

resource "aws_s3_bucket_public_access_block" "lambda_deploy" {
  bucket = aws_s3_bucket.lambda_deploy.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# The owner of the bucket owns all objects, and ACLs are disabled.
resource "aws_s3_bucket_ownership_controls" "lambda_deploy" {
  bucket = aws_s3_bucket.lambda_deploy.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "lambda_deploy" {
  bucket = aws_s3_bucket.lambda_deploy.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_versioning" "lambda_deploy" {
  bucket = aws_s3_bucket.lambda_deploy.id

  versioning_configuration {
    status = "Enabled"
  }
}
