resource "aws_db_instance" "this" {
  identifier                 = "shop-db-t4"
  engine                     = "postgres"
  engine_version             = "16.6"
  instance_class             = "db.t4g.medium"
  multi_az                   = false
  auto_minor_version_upgrade = false
  apply_immediately          = true

  allocated_storage = 20
  storage_type      = "gp3"
  storage_encrypted = true
  kms_key_id        = aws_kms_key.this.arn

  db_name  = "shop"
  username = "dbadmin"
  # RDS creates the password and stores it in Secrets Manager. It never appears in code or state.
  manage_master_user_password         = true
  master_user_secret_kms_key_id       = aws_kms_key.this.arn
  iam_database_authentication_enabled = true

  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [aws_security_group.this.id]
  port                   = 5432
  publicly_accessible    = false

  parameter_group_name            = aws_db_parameter_group.this.name
  enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]

  backup_retention_period = 1
  backup_window           = "03:00-04:00"
  maintenance_window      = "sun:04:30-sun:05:30"
  copy_tags_to_snapshot   = true
  skip_final_snapshot     = true

  performance_insights_enabled = false

  # A log group that RDS creates itself never expires, so this one must exist first.
  depends_on = [aws_cloudwatch_log_group.exported]
}

resource "aws_db_parameter_group" "this" {
  # The name contains the major version: an upgrade creates the new group before it removes the old one.
  name        = "shop-db-postgresql16-t4"
  family      = "postgres16"
  description = "Parameters of shop-db-t4"

  parameter {
    name  = "log_min_duration_statement"
    value = "1000"
  }

  parameter {
    name  = "log_statement"
    value = "ddl"
  }

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }

  lifecycle {
    create_before_destroy = true
  }
}
