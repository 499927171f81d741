resource "aws_rds_cluster" "this" {
  cluster_identifier = "shop-db-t1"
  engine             = "aurora-postgresql"
  # Serverless v2 is a class of instance in a provisioned cluster. `serverless` would be the retired v1.
  engine_mode       = "provisioned"
  engine_version    = "16.6"
  apply_immediately = true

  database_name   = "shop"
  master_username = "dbadmin"
  # AWS makes the password and keeps it in Secrets Manager, so it stands neither here nor in the state.
  manage_master_user_password         = true
  iam_database_authentication_enabled = true

  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [aws_security_group.this.id]
  port                   = 5432

  db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.this.name
  enabled_cloudwatch_logs_exports = ["postgresql"]

  storage_encrypted = true

  backup_retention_period      = 1
  preferred_backup_window      = "03:00-04:00"
  preferred_maintenance_window = "sun:04:30-sun:05:30"
  copy_tags_to_snapshot        = true
  skip_final_snapshot          = true

  serverlessv2_scaling_configuration {
    min_capacity = 0.5
    max_capacity = 1
  }

  # A log group that RDS makes by itself would never expire.
  depends_on = [aws_cloudwatch_log_group.exported]
}

resource "aws_rds_cluster_parameter_group" "this" {
  # The name holds the major version: the group of a new one is made before the cluster lets go of the old one.
  name        = "shop-db-postgresql16-t1"
  family      = "aurora-postgresql16"
  description = "Parameters of shop-db-t1"

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
