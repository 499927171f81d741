resource "aws_cloudwatch_log_group" "exported" {
  for_each = {
    "error"     = "/aws/rds/instance/shop-archive-t2/error"
    "slowquery" = "/aws/rds/instance/shop-archive-t2/slowquery"
  }

  name              = each.value
  retention_in_days = 30
}
