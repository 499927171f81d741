# Terraform reads the password whenever it plans or applies, and stores it nowhere.
ephemeral "aws_secretsmanager_secret_version" "login" {
  secret_id = var.login_secret_arn
}

resource "aws_db_instance" "this" {
  identifier                 = "shop-db-t2"
  engine                     = "mysql"
  engine_version             = "8.4"
  instance_class             = "db.m7g.large"
  multi_az                   = true
  auto_minor_version_upgrade = true
  apply_immediately          = true

  allocated_storage     = 400
  max_allocated_storage = 1000
  storage_type          = "gp3"
  iops                  = 14000
  storage_throughput    = 600
  storage_encrypted     = true
  kms_key_id            = aws_kms_key.this.arn

  username = "dbadmin"
  # `password_wo` is write-only. Terraform sets it again when the version changes.
  password_wo                         = jsondecode(ephemeral.aws_secretsmanager_secret_version.login.secret_string)["password"]
  password_wo_version                 = 2
  iam_database_authentication_enabled = true

  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [aws_security_group.this.id]
  port                   = 3306
  publicly_accessible    = false

  parameter_group_name            = aws_db_parameter_group.this.name
  option_group_name               = aws_db_option_group.this.name
  enabled_cloudwatch_logs_exports = ["error", "general", "slowquery"]

  backup_retention_period = 21
  backup_window           = "23:30-00:30"
  maintenance_window      = "tue:02:00-tue:03:00"
  copy_tags_to_snapshot   = true
  skip_final_snapshot     = true

  performance_insights_enabled    = true
  performance_insights_kms_key_id = aws_kms_key.this.arn
  monitoring_interval             = 60
  monitoring_role_arn             = aws_iam_role.monitoring.arn

  lifecycle {
    # AWS upgrades the minor version in the maintenance window. Terraform must not downgrade it.
    ignore_changes = [engine_version]
  }

  # A log group that RDS creates itself never expires, so this one must exist first.
  depends_on = [aws_cloudwatch_log_group.exported]
}

resource "aws_db_parameter_group" "this" {
  # The name contains the major version: an upgrade creates the new group before it removes the old one.
  name        = "shop-db-mysql8-4-t2"
  family      = "mysql8.4"
  description = "Parameters of shop-db-t2"

  parameter {
    name  = "general_log"
    value = "1"
  }

  parameter {
    name  = "log_output"
    value = "FILE"
  }

  parameter {
    name  = "require_secure_transport"
    value = "1"
  }

  parameter {
    name  = "slow_query_log"
    value = "1"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_option_group" "this" {
  # The name contains the major version: an upgrade creates the new group before it removes the old one.
  name                     = "shop-db-mysql8-4-t2"
  engine_name              = "mysql"
  major_engine_version     = "8.4"
  option_group_description = "Options of shop-db-t2"

  option {
    option_name = "MARIADB_AUDIT_PLUGIN"

    option_settings {
      name  = "SERVER_AUDIT_EVENTS"
      value = "CONNECT,QUERY_DDL"
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}
