# The shop puts orders here.
resource "aws_sqs_queue" "orders" {
  name = "shop-orders-t1"

  visibility_timeout_seconds = 30
  message_retention_seconds  = 604800
  receive_wait_time_seconds  = 10
  max_message_size           = 65536
  delay_seconds              = 15

  kms_master_key_id                 = var.keys_orders_key_arn
  kms_data_key_reuse_period_seconds = 3600

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.orders_dead.arn
    maxReceiveCount     = 10
  })
}

resource "aws_sqs_queue" "orders_dead" {
  name = "shop-orders-dead-t1"

  visibility_timeout_seconds = 30
  message_retention_seconds  = 864000
  receive_wait_time_seconds  = 10
  max_message_size           = 65536

  kms_master_key_id                 = var.keys_orders_key_arn
  kms_data_key_reuse_period_seconds = 3600
}

resource "aws_sqs_queue_redrive_allow_policy" "orders_dead" {
  queue_url = aws_sqs_queue.orders_dead.id

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.orders.arn]
  })
}

resource "aws_sqs_queue" "plain" {
  name = "shop-plain-t1"

  visibility_timeout_seconds = 30
  message_retention_seconds  = 345600
  receive_wait_time_seconds  = 20
  max_message_size           = 262144

  sqs_managed_sse_enabled = true
}
