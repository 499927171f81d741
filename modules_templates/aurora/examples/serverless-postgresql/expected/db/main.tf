resource "aws_rds_cluster" "this" {
  cluster_identifier = "ecommerce-db-prod123"
  engine             = "aurora-postgresql"
  # Serverless v2 instances belong to a provisioned cluster; `serverless` is the retired v1.
  engine_mode       = "provisioned"
  engine_version    = "16.6"
  apply_immediately = true

  database_name   = "shop"
  master_username = "dbadmin"
  # RDS creates the password and stores it in Secrets Manager. It never appears in code or state.
  manage_master_user_password         = true
  iam_database_authentication_enabled = true
  enable_http_endpoint                = true

  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [aws_security_group.this.id]
  port                   = 5432

  db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.this.name
  enabled_cloudwatch_logs_exports = ["postgresql"]

  storage_encrypted = true

  backup_retention_period      = 14
  preferred_backup_window      = "03:00-04:00"
  preferred_maintenance_window = "sun:04:30-sun:05:30"
  copy_tags_to_snapshot        = true
  skip_final_snapshot          = true

  serverlessv2_scaling_configuration {
    min_capacity = 0.5
    max_capacity = 1
  }

  # A log group that RDS creates itself never expires, so this one must exist first.
  depends_on = [aws_cloudwatch_log_group.exported]
}

resource "aws_rds_cluster_parameter_group" "this" {
  # The name contains the major version: an upgrade creates the new group before it removes the old one.
  name        = "ecommerce-db-postgresql16-prod123"
  family      = "aurora-postgresql16"
  description = "Parameters of ecommerce-db-prod123"

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
