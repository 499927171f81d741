resource "aws_sns_topic_subscription" "payments_booking" {
  topic_arn = aws_sns_topic.payments.arn
  protocol  = "sqs"
  endpoint  = "arn:aws:sqs:eu-west-1:123456789012:booking.fifo"
}

resource "aws_sns_topic_subscription" "payments_report" {
  topic_arn            = aws_sns_topic.payments.arn
  protocol             = "sqs"
  endpoint             = "arn:aws:sqs:eu-west-1:123456789012:report"
  raw_message_delivery = true
}
