resource "aws_cloudwatch_log_group" "importer" {
  name              = "/aws/lambda/shop-importer-t3"
  retention_in_days = 7
}

resource "aws_cloudwatch_log_group" "report" {
  name              = "/aws/lambda/shop-report-t3"
  retention_in_days = 7
}
