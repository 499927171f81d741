resource "aws_rds_cluster" "a_day" { # finding: Backups are kept for 1 days
  backup_retention_period = 1
}

resource "aws_rds_cluster" "two_weeks" {
  backup_retention_period = 14
}

resource "aws_dynamodb_table" "off" { # finding: The table cannot be taken back
  point_in_time_recovery {
    enabled = false
  }
}

resource "aws_dynamodb_table" "missing" { # finding: The table cannot be taken back
  name = "orders"
}

resource "aws_dynamodb_table" "on" {
  point_in_time_recovery {
    enabled = true
  }
}

resource "aws_s3_bucket_versioning" "suspended" { # finding: What is overwritten in the bucket is lost
  versioning_configuration {
    status = "Suspended"
  }
}

resource "aws_s3_bucket_versioning" "enabled" {
  versioning_configuration {
    status = "Enabled"
  }
}
