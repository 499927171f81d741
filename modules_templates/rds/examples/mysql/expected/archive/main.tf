# Terraform reads the password whenever it plans or applies, and stores it nowhere.
ephemeral "aws_secretsmanager_secret_version" "login" {
  secret_id = var.login_secret_arn
}

resource "aws_db_instance" "this" {
  identifier                 = "shop-archive-t2"
  engine                     = "mysql"
  engine_version             = "8.0.40"
  instance_class             = "db.t4g.medium"
  multi_az                   = false
  auto_minor_version_upgrade = false
  apply_immediately          = true

  allocated_storage = 20
  storage_type      = "gp3"
  storage_encrypted = true

  username = "dbadmin"
  # `password_wo` is write-only. Terraform sets it again when the version changes.
  password_wo                         = jsondecode(ephemeral.aws_secretsmanager_secret_version.login.secret_string)["password"]
  password_wo_version                 = 1
  iam_database_authentication_enabled = false

  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [aws_security_group.this.id]
  port                   = 3306
  publicly_accessible    = false

  parameter_group_name            = aws_db_parameter_group.this.name
  enabled_cloudwatch_logs_exports = ["error", "slowquery"]

  backup_retention_period = 7
  backup_window           = "03:00-04:00"
  maintenance_window      = "sun:04:30-sun:05:30"
  copy_tags_to_snapshot   = true
  skip_final_snapshot     = true

  performance_insights_enabled = true

  # Updates happen on a copy, which then takes the place of the instance.
  blue_green_update {
    enabled = true
  }

  # A log group that RDS creates itself never expires, so this one must exist first.
  depends_on = [aws_cloudwatch_log_group.exported]
}

resource "aws_db_parameter_group" "this" {
  # The name contains the major version: an upgrade creates the new group before it removes the old one.
  name        = "shop-archive-mysql8-0-t2"
  family      = "mysql8.0"
  description = "Parameters of shop-archive-t2"

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
