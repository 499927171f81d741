# Instances are spread over the zones. The first one that is ready becomes the writer.
resource "aws_rds_cluster_instance" "this" {
  for_each = {
    "1" = "us-east-1a"
    "2" = "us-east-1b"
  }

  identifier                   = "ecommerce-db-${each.key}-dev1"
  cluster_identifier           = aws_rds_cluster.this.id
  engine                       = aws_rds_cluster.this.engine
  instance_class               = "db.serverless"
  availability_zone            = each.value
  auto_minor_version_upgrade   = false
  apply_immediately            = true
  copy_tags_to_snapshot        = true
  performance_insights_enabled = false

  lifecycle {
    # An instance stays in the zone it was made in, so another zone of the network replaces none.
    ignore_changes = [availability_zone]
  }
}
