# A cache of sessions.
resource "aws_elasticache_subnet_group" "this" {
  name       = "${var.name}-cache"
  subnet_ids = var.subnet_ids
}

resource "aws_elasticache_replication_group" "this" {
  replication_group_id       = var.name
  description                = "Sessions."
  node_type                  = var.node_type
  num_cache_clusters         = 2
  automatic_failover_enabled = true
  multi_az_enabled           = true
  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
  subnet_group_name          = aws_elasticache_subnet_group.this.name

  dynamic "log_delivery_configuration" {
    for_each = var.logs

    content {
      destination      = log_delivery_configuration.value.group
      destination_type = "cloudwatch-logs"
      log_format       = "json"
      log_type         = log_delivery_configuration.value.type
    }
  }
}

module "alarms" {
  source = "./alarms"

  group = aws_elasticache_replication_group.this.id
}
