resource "aws_sqs_queue" "mails" {
  name = "shop-mails-t1"

  visibility_timeout_seconds = 120
  message_retention_seconds  = 345600
  receive_wait_time_seconds  = 20
  max_message_size           = 262144

  sqs_managed_sse_enabled = true

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.mails_dead.arn
    maxReceiveCount     = 3
  })
}

resource "aws_sqs_queue" "mails_dead" {
  name = "shop-mails-dead-t1"

  visibility_timeout_seconds = 30
  message_retention_seconds  = 1209600
  receive_wait_time_seconds  = 20
  max_message_size           = 262144

  sqs_managed_sse_enabled = true
}

resource "aws_sqs_queue_redrive_allow_policy" "mails_dead" {
  queue_url = aws_sqs_queue.mails_dead.id

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.mails.arn]
  })
}
