resource "aws_db_instance" "this" {
  identifier                  = "shop-db-t3"
  engine                      = "mariadb"
  engine_version              = "11.4.4"
  instance_class              = "db.t4g.micro"
  multi_az                    = false
  allow_major_version_upgrade = true
  auto_minor_version_upgrade  = false
  apply_immediately           = true

  allocated_storage = 20
  storage_type      = "gp3"
  storage_encrypted = true

  # The snapshot contains the master user and the databases.
  snapshot_identifier = "arn:aws:rds:us-east-1:123456789012:snapshot:before-the-move"
  # RDS creates the password and stores it in Secrets Manager. It never appears in code or state.
  manage_master_user_password         = true
  iam_database_authentication_enabled = true

  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [aws_security_group.this.id]
  port                   = 3307
  publicly_accessible    = false

  parameter_group_name = aws_db_parameter_group.this.name
  option_group_name    = aws_db_option_group.this.name

  backup_retention_period = 1
  backup_window           = "03:00-04:00"
  maintenance_window      = "sun:04:30-sun:05:30"
  copy_tags_to_snapshot   = true
  skip_final_snapshot     = true

  performance_insights_enabled = false
}

resource "aws_db_parameter_group" "this" {
  # The name contains the major version: an upgrade creates the new group before it removes the old one.
  name        = "shop-db-mariadb11-4-t3"
  family      = "mariadb11.4"
  description = "Parameters of shop-db-t3"

  parameter {
    name  = "innodb_print_all_deadlocks"
    value = "1"
  }

  parameter {
    name  = "require_secure_transport"
    value = "1"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_option_group" "this" {
  # The name contains the major version: an upgrade creates the new group before it removes the old one.
  name                     = "shop-db-mariadb11-4-t3"
  engine_name              = "mariadb"
  major_engine_version     = "11.4"
  option_group_description = "Options of shop-db-t3"

  option {
    option_name = "MARIADB_AUDIT_PLUGIN"

    option_settings {
      name  = "SERVER_AUDIT_EVENTS"
      value = "CONNECT"
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}
