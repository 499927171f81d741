resource "aws_cloudwatch_log_group" "exported" {
  for_each = {
    "postgresql" = "/aws/rds/cluster/shop-db-t1/postgresql"
  }

  name              = each.value
  retention_in_days = 7
}
