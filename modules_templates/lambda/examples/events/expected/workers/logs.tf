resource "aws_cloudwatch_log_group" "bookkeeper" {
  name              = "/aws/lambda/shop-bookkeeper-t1"
  retention_in_days = 30
  kms_key_id        = "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012"
}

resource "aws_cloudwatch_log_group" "indexer" {
  name              = "/aws/lambda/shop-indexer-t1"
  retention_in_days = 365
  kms_key_id        = "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012"
}

resource "aws_cloudwatch_log_group" "resizer" {
  name              = "/aws/lambda/shop-resizer-t1"
  retention_in_days = 365
  kms_key_id        = "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012"
}
