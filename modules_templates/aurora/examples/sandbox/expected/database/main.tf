resource "aws_rds_cluster" "this" {
  cluster_identifier = "shop-database-t2"
  engine             = "aurora-postgresql"
  # Serverless v2 instances belong to a provisioned cluster; `serverless` is the retired v1.
  engine_mode                 = "provisioned"
  engine_version              = "17.5"
  allow_major_version_upgrade = true
  apply_immediately           = true

  # The snapshot contains the master user and the databases.
  snapshot_identifier = "arn:aws:rds:us-east-1:123456789012:cluster-snapshot:before-the-move"
  # RDS creates the password and stores it in Secrets Manager. It never appears in code or state.
  manage_master_user_password         = true
  iam_database_authentication_enabled = false

  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [aws_security_group.this.id]
  port                   = 5432

  db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.this.name

  storage_encrypted = true

  backup_retention_period      = 1
  preferred_backup_window      = "03:00-04:00"
  preferred_maintenance_window = "sun:04:30-sun:05:30"
  copy_tags_to_snapshot        = true
  skip_final_snapshot          = true

  serverlessv2_scaling_configuration {
    min_capacity             = 0
    max_capacity             = 2
    seconds_until_auto_pause = 1800
  }
}

resource "aws_rds_cluster_parameter_group" "this" {
  # The name contains the major version: an upgrade creates the new group before it removes the old one.
  name        = "shop-database-postgresql17-t2"
  family      = "aurora-postgresql17"
  description = "Parameters of shop-database-t2"

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }

  lifecycle {
    create_before_destroy = true
  }
}
