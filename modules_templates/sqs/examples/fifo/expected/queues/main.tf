# Payments of one customer are booked in their order.
resource "aws_sqs_queue" "payments" {
  name                        = "shop-payments-t1.fifo"
  fifo_queue                  = true
  content_based_deduplication = true
  deduplication_scope         = "messageGroup"
  fifo_throughput_limit       = "perMessageGroupId"

  visibility_timeout_seconds = 30
  message_retention_seconds  = 345600
  receive_wait_time_seconds  = 20
  max_message_size           = 262144

  sqs_managed_sse_enabled = true

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.payments_dead.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "payments_dead" {
  name       = "shop-payments-dead-t1.fifo"
  fifo_queue = true

  visibility_timeout_seconds = 30
  message_retention_seconds  = 1209600
  receive_wait_time_seconds  = 20
  max_message_size           = 262144

  sqs_managed_sse_enabled = true
}

resource "aws_sqs_queue_redrive_allow_policy" "payments_dead" {
  queue_url = aws_sqs_queue.payments_dead.id

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.payments.arn]
  })
}

resource "aws_sqs_queue" "refunds" {
  name       = "shop-refunds-t1.fifo"
  fifo_queue = true

  visibility_timeout_seconds = 30
  message_retention_seconds  = 86400
  receive_wait_time_seconds  = 20
  max_message_size           = 262144

  sqs_managed_sse_enabled = true

  redrive_policy = jsonencode({
    deadLetterTargetArn = "arn:aws:sqs:eu-west-1:123456789012:lost-payments.fifo"
    maxReceiveCount     = 5
  })
}
