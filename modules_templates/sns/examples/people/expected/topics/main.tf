resource "aws_sns_topic" "incidents" {
  name              = "shop-incidents-t1"
  kms_master_key_id = "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012"
}
