resource "aws_cloudwatch_log_group" "exported" {
  for_each = {
    "postgresql" = "/aws/rds/instance/shop-db-t4/postgresql"
    "upgrade"    = "/aws/rds/instance/shop-db-t4/upgrade"
  }

  name              = each.value
  retention_in_days = 14
}
