resource "aws_cloudwatch_log_group" "exported" {
  for_each = {
    "postgresql" = "/aws/rds/instance/shop-db-t1/postgresql"
    "upgrade"    = "/aws/rds/instance/shop-db-t1/upgrade"
  }

  name              = each.value
  retention_in_days = 365
}
