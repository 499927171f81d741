resource "aws_rds_cluster" "silent" { # finding: The logs of the database are kept nowhere
  copy_tags_to_snapshot               = true
  iam_database_authentication_enabled = true
}

resource "aws_rds_cluster" "recorded" {
  copy_tags_to_snapshot               = true
  iam_database_authentication_enabled = true
  enabled_cloudwatch_logs_exports     = ["postgresql"]
}

resource "aws_rds_cluster" "by_password" { # finding: Everybody connects with a shared password
  copy_tags_to_snapshot           = true
  enabled_cloudwatch_logs_exports = ["postgresql"]
}

resource "aws_rds_cluster" "untagged" { # finding: Snapshots lose the tags
  iam_database_authentication_enabled = true
  enabled_cloudwatch_logs_exports     = ["postgresql"]
}

resource "aws_rds_cluster_instance" "pinned" { # finding: Security fixes of the engine are not installed
  auto_minor_version_upgrade = false
}

resource "aws_rds_cluster_instance" "current" {
  identifier = "db"
}

resource "aws_rds_cluster_parameter_group" "silent" { # finding: server_audit_logging leaves the log empty
  parameter {
    name  = "server_audit_logging"
    value = "0"
  }
}

resource "aws_rds_cluster_parameter_group" "recorded" {
  parameter {
    name  = "server_audit_logging"
    value = "1"
  }
}

resource "aws_rds_cluster" "audited" { # finding: The audit log is written and kept nowhere
  copy_tags_to_snapshot               = true
  db_cluster_parameter_group_name     = aws_rds_cluster_parameter_group.recorded.name
  iam_database_authentication_enabled = true
  enabled_cloudwatch_logs_exports     = ["error"]
}

resource "aws_db_instance" "silent" { # finding: The logs of the database are kept nowhere
  copy_tags_to_snapshot               = true
  iam_database_authentication_enabled = true
}

resource "aws_db_instance" "pinned" { # finding: Security fixes of the engine are not installed
  copy_tags_to_snapshot               = true
  iam_database_authentication_enabled = true
  enabled_cloudwatch_logs_exports     = ["postgresql"]
  auto_minor_version_upgrade          = false
}

resource "aws_db_instance" "untagged" { # finding: Snapshots lose the tags
  iam_database_authentication_enabled = true
  enabled_cloudwatch_logs_exports     = ["postgresql"]
}

resource "aws_db_instance" "recorded" {
  copy_tags_to_snapshot               = true
  iam_database_authentication_enabled = true
  enabled_cloudwatch_logs_exports     = ["postgresql"]
}
