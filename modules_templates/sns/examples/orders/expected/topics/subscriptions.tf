# Billing wants the order alone.
resource "aws_sns_topic_subscription" "orders_billing" {
  topic_arn            = aws_sns_topic.orders.arn
  protocol             = "sqs"
  endpoint             = var.queues_billing_queue_arn
  raw_message_delivery = true

  filter_policy_scope = "MessageAttributes"
  filter_policy = jsonencode({
    "kind" = ["placed", "cancelled"]
    "total" = [
      {
        "numeric" = [">", 0]
      },
    ]
  })

  redrive_policy = jsonencode({ deadLetterTargetArn = var.queues_undelivered_queue_arn })
}

resource "aws_sns_topic_subscription" "orders_receipt" {
  topic_arn = aws_sns_topic.orders.arn
  protocol  = "lambda"
  endpoint  = var.functions_receipt_function_arn

  filter_policy_scope = "MessageAttributes"
  filter_policy = jsonencode({
    "kind" = ["paid"]
  })

  # SNS calls as soon as it has a subscription, so the permission must exist first.
  depends_on = [aws_lambda_permission.orders_receipt]
}

resource "aws_lambda_permission" "orders_receipt" {
  function_name = var.functions_receipt_function_id
  qualifier     = "live"
  action        = "lambda:InvokeFunction"
  principal     = "sns.amazonaws.com"
  source_arn    = aws_sns_topic.orders.arn
}

resource "aws_sns_topic_subscription" "receipts_hook" {
  topic_arn = aws_sns_topic.receipts.arn
  protocol  = "https"
  endpoint  = "https://hooks.example.com/orders"

  filter_policy_scope = "MessageBody"
  filter_policy = jsonencode({
    "order" = {
      "state" = ["shipped"]
    }
  })
}
