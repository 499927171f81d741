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
