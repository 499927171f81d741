resource "aws_rds_cluster" "bare" { # finding: `deletion_protection` does not protect aws_rds_cluster.bare
  cluster_identifier = "bare"
}

resource "aws_rds_cluster" "no_snapshot" { # finding: `skip_final_snapshot` does not protect
  deletion_protection = true
  skip_final_snapshot = true
}

resource "aws_rds_cluster" "sound" {
  deletion_protection       = true
  final_snapshot_identifier = "last"
}

resource "aws_dynamodb_table" "bare" { # finding: `deletion_protection_enabled`
  name = "bare"
}

resource "aws_dsql_cluster" "off" { # finding: In posture prod it must be true
  deletion_protection_enabled = false
}

resource "aws_lb" "off" { # finding: `enable_deletion_protection`
  enable_deletion_protection = false
}

resource "aws_lb" "sound" {
  enable_deletion_protection = true
}

resource "aws_s3_bucket" "emptied" { # finding: `force_destroy` does not protect
  force_destroy = true
}

resource "aws_s3_bucket" "kept" {
  bucket = "kept"
}

resource "aws_docdb_cluster" "bare" { # finding: `deletion_protection` does not protect
  cluster_identifier = "bare"
}

resource "aws_kms_key" "hasty" { # finding: The key is gone after 7 days
  deletion_window_in_days = 7
}

resource "aws_kms_key" "patient" {
  deletion_window_in_days = 30
}

variable "kept" {
  type    = bool
  default = true
}

locals {
  emptied = true
}

resource "aws_lb" "by_variable" {
  enable_deletion_protection = var.kept
}

resource "aws_s3_bucket" "by_local" { # finding: `force_destroy` does not protect
  force_destroy = local.emptied
}

resource "aws_lb" "only_terraform_knows" {
  enable_deletion_protection = !var.kept
}

resource "aws_lb" "null" { # finding: `enable_deletion_protection`
  enable_deletion_protection = null
}

resource "aws_db_instance" "replica" {
  replicate_source_db = "orders"
  skip_final_snapshot = true
}
