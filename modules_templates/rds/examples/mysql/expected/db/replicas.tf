resource "aws_db_instance" "replica" {
  for_each = {
    "reports" = {
      class    = "db.m7g.xlarge"
      multi_az = false
      zone     = "us-east-1b"
    }
  }

  identifier            = "shop-db-${each.key}-t2"
  replicate_source_db   = aws_db_instance.this.identifier
  instance_class        = each.value.class
  multi_az              = each.value.multi_az
  availability_zone     = each.value.zone
  storage_type          = "gp3"
  max_allocated_storage = 1000
  storage_encrypted     = true
  kms_key_id            = aws_kms_key.this.arn

  vpc_security_group_ids              = [aws_security_group.this.id]
  publicly_accessible                 = false
  parameter_group_name                = aws_db_parameter_group.this.name
  option_group_name                   = aws_db_option_group.this.name
  iam_database_authentication_enabled = true
  auto_minor_version_upgrade          = true
  apply_immediately                   = true
  maintenance_window                  = "tue:02:00-tue:03:00"
  copy_tags_to_snapshot               = true
  # A replica holds nothing that the instance does not.
  skip_final_snapshot = true

  performance_insights_enabled    = true
  performance_insights_kms_key_id = aws_kms_key.this.arn
  monitoring_interval             = 60
  monitoring_role_arn             = aws_iam_role.monitoring.arn
}
