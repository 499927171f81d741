resource "aws_cloudwatch_log_group" "exported" {
  for_each = {
    "error"     = "/aws/rds/instance/shop-db-t2/error"
    "general"   = "/aws/rds/instance/shop-db-t2/general"
    "slowquery" = "/aws/rds/instance/shop-db-t2/slowquery"
  }

  name              = each.value
  retention_in_days = 90
}
