# Payments of one customer in their order.
resource "aws_sns_topic" "payments" {
  name                        = "shop-payments-t1.fifo"
  fifo_topic                  = true
  content_based_deduplication = true
  fifo_throughput_scope       = "MessageGroup"
  kms_master_key_id           = "alias/aws/sns"
}
