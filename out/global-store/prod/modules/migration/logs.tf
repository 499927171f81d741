resource "aws_cloudwatch_log_group" "migrate" {
  name              = "/aws/lambda/ecommerce-migrate-prod"
  retention_in_days = 365
}
