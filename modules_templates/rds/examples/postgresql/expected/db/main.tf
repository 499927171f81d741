resource "aws_db_instance" "this" {
  identifier                 = "shop-db-t1"
  engine                     = "postgres"
  engine_version             = "17.4"
  instance_class             = "db.m7g.large"
  multi_az                   = true
  auto_minor_version_upgrade = false

  allocated_storage     = 100
  max_allocated_storage = 500
  storage_type          = "gp3"
  storage_encrypted     = true
  kms_key_id            = aws_kms_key.this.arn

  db_name  = "orders"
  username = "orders_admin"
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

  backup_retention_period = 14
  backup_window           = "03:00-04:00"
  maintenance_window      = "sun:04:30-sun:05:30"
  copy_tags_to_snapshot   = true
  deletion_protection     = true
  # RDS refuses a second snapshot of one name. The id of the security group differs in each life of the instance, and the
  # digest after each replacement.
  final_snapshot_identifier = "shop-db-t1-final-9c2bbb-${trimprefix(aws_security_group.this.id, "sg-")}"

  performance_insights_enabled    = true
  performance_insights_kms_key_id = aws_kms_key.this.arn
  monitoring_interval             = 30
  monitoring_role_arn             = aws_iam_role.monitoring.arn

  # A log group that RDS creates itself never expires, so this one must exist first.
  depends_on = [aws_cloudwatch_log_group.exported]
}

resource "aws_db_parameter_group" "this" {
  # The name contains the major version: an upgrade creates the new group before it removes the old one.
  name        = "shop-db-postgresql17-t1"
  family      = "postgres17"
  description = "Parameters of shop-db-t1"

  parameter {
    name  = "log_min_duration_statement"
    value = "500"
  }

  parameter {
    name  = "log_statement"
    value = "ddl"
  }

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }

  parameter {
    name         = "max_connections"
    value        = "400"
    apply_method = "pending-reboot"
  }

  lifecycle {
    create_before_destroy = true
  }
}
