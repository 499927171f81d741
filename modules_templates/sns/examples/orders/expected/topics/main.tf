# Everything that happens to an order.
resource "aws_sns_topic" "orders" {
  name              = "shop-orders-t1"
  kms_master_key_id = var.keys_messages_key_arn
}

resource "aws_sns_topic" "returns" {
  name              = "shop-returns-t1"
  kms_master_key_id = "alias/aws/sns"
}

resource "aws_sns_topic" "receipts" {
  name              = "shop-receipts-t1"
  display_name      = "Shop"
  kms_master_key_id = "alias/aws/sns"
}
