resource "aws_db_instance" "open" { # finding: A public address leads to it
  publicly_accessible = true
}

resource "aws_rds_cluster_instance" "closed" {
  publicly_accessible = false
}

resource "aws_rds_cluster_instance" "default" {
  engine = "aurora-postgresql"
}

resource "aws_s3_bucket" "readable" { # finding: The ACL public-read lets anybody in
  acl = "public-read"
}

resource "aws_s3_bucket_public_access_block" "readable" {
  bucket = aws_s3_bucket.readable.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "forgotten" { # finding: Nothing keeps the bucket from becoming public
  bucket = "forgotten"
}

resource "aws_s3_bucket_acl" "granted" { # finding: A grant of the ACL lets anybody in
  access_control_policy {
    grant {
      permission = "READ"

      grantee {
        type = "Group"
        uri  = "http://acs.amazonaws.com/groups/global/AllUsers"
      }
    }
  }
}

resource "aws_s3_bucket_ownership_controls" "of_writers" { # finding: Whoever writes an object decides who reads it
  rule {
    object_ownership = "ObjectWriter"
  }
}

resource "aws_s3_bucket_public_access_block" "unset" { # finding: block_public_policy is off
  block_public_acls       = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_acl" "private" {
  acl = "private"
}

resource "aws_s3_bucket_public_access_block" "half" { # finding: restrict_public_buckets is off
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = false
}

resource "aws_s3_bucket_public_access_block" "whole" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
