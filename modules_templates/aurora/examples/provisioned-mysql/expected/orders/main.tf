resource "aws_rds_cluster" "this" {
  cluster_identifier = "shop-orders-t1"
  engine             = "aurora-mysql"
  engine_mode        = "provisioned"
  engine_version     = "8.0.mysql_aurora.3.08.2"

  database_name   = "orders"
  master_username = "orders_admin"
  # RDS creates the password and stores it in Secrets Manager. It never appears in code or state.
  manage_master_user_password         = true
  master_user_secret_kms_key_id       = aws_kms_key.this.arn
  iam_database_authentication_enabled = true

  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [aws_security_group.this.id]
  port                   = 3307

  db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.this.name
  enabled_cloudwatch_logs_exports = ["audit", "error", "slowquery"]

  storage_encrypted = true
  kms_key_id        = aws_kms_key.this.arn

  backup_retention_period      = 35
  preferred_backup_window      = "23:30-00:30"
  preferred_maintenance_window = "tue:02:00-tue:03:00"
  copy_tags_to_snapshot        = true
  deletion_protection          = true
  # RDS refuses a second snapshot of one name. The id of the security group differs in each life of the cluster, and the
  # digest after each replacement.
  final_snapshot_identifier = "shop-orders-t1-final-ff628a-${trimprefix(aws_security_group.this.id, "sg-")}"

  lifecycle {
    # AWS upgrades the minor version in the maintenance window. Terraform must not downgrade it.
    ignore_changes = [engine_version]
  }

  # A log group that RDS creates itself never expires, so this one must exist first.
  depends_on = [aws_cloudwatch_log_group.exported]
}

resource "aws_rds_cluster_parameter_group" "this" {
  # The name contains the major version: an upgrade creates the new group before it removes the old one.
  name        = "shop-orders-mysql8-t1"
  family      = "aurora-mysql8.0"
  description = "Parameters of shop-orders-t1"

  parameter {
    name  = "log_output"
    value = "FILE"
  }

  parameter {
    name  = "long_query_time"
    value = "2"
  }

  parameter {
    name  = "require_secure_transport"
    value = "ON"
  }

  parameter {
    name  = "server_audit_logging"
    value = "1"
  }

  parameter {
    name  = "slow_query_log"
    value = "1"
  }

  parameter {
    name         = "binlog_format"
    value        = "ROW"
    apply_method = "pending-reboot"
  }

  lifecycle {
    create_before_destroy = true
  }
}
