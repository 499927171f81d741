# Instances are spread over the zones. The first one that is ready becomes the writer.
resource "aws_rds_cluster_instance" "this" {
  for_each = {
    "1" = "us-east-1a"
    "2" = "us-east-1b"
  }

  identifier                      = "ecommerce-db-${each.key}-prod123"
  cluster_identifier              = aws_rds_cluster.this.id
  engine                          = aws_rds_cluster.this.engine
  instance_class                  = "db.serverless"
  availability_zone               = each.value
  auto_minor_version_upgrade      = false
  apply_immediately               = true
  copy_tags_to_snapshot           = true
  performance_insights_enabled    = true
  performance_insights_kms_key_id = aws_kms_key.this.arn
  monitoring_interval             = 60
  monitoring_role_arn             = aws_iam_role.monitoring.arn

  lifecycle {
    # An instance stays in the zone it was made in, so another zone of the network replaces none.
    ignore_changes = [availability_zone]
  }
}

resource "aws_iam_role" "monitoring" {
  name               = "ecommerce-db-monitoring-prod123"
  description        = "Lets RDS write the metrics of Enhanced Monitoring"
  assume_role_policy = data.aws_iam_policy_document.monitoring_trust.json
}

data "aws_iam_policy_document" "monitoring_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["monitoring.rds.amazonaws.com"]
    }

    # Confused-deputy protection: only this account may use the role.
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["123456789012"]
    }
  }
}

resource "aws_iam_role_policy_attachment" "monitoring" {
  role       = aws_iam_role.monitoring.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
}
