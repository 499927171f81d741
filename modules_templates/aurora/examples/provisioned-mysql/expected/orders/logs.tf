# The auditors read these.
resource "aws_cloudwatch_log_group" "exported" {
  for_each = {
    "audit"     = "/aws/rds/cluster/shop-orders-t1/audit"
    "error"     = "/aws/rds/cluster/shop-orders-t1/error"
    "slowquery" = "/aws/rds/cluster/shop-orders-t1/slowquery"
  }

  name              = each.value
  retention_in_days = 731
}
