resource "aws_sns_topic_subscription" "incidents_pager" {
  topic_arn = aws_sns_topic.incidents.arn
  protocol  = "https"
  endpoint  = "https://pager.example.com/in"
}

resource "aws_sns_topic_subscription" "incidents_team" {
  topic_arn = aws_sns_topic.incidents.arn
  protocol  = "email"
  endpoint  = "ops@example.com"
}

resource "aws_sns_topic_subscription" "incidents_archive" {
  topic_arn             = aws_sns_topic.incidents.arn
  protocol              = "firehose"
  endpoint              = "arn:aws:firehose:eu-west-1:123456789012:deliverystream/archive"
  subscription_role_arn = aws_iam_role.incidents_archive.arn
  raw_message_delivery  = true

  # SNS tries the role when it makes the subscription.
  depends_on = [aws_iam_role_policy.incidents_archive]
}

resource "aws_iam_role" "incidents_archive" {
  name               = "shop-incidents-archive-t1"
  description        = "Lets SNS write messages of incidents to Firehose"
  assume_role_policy = data.aws_iam_policy_document.sns_role.json
}

resource "aws_iam_role_policy" "incidents_archive" {
  name   = "write-to-firehose"
  role   = aws_iam_role.incidents_archive.id
  policy = data.aws_iam_policy_document.incidents_archive.json
}

data "aws_iam_policy_document" "incidents_archive" {
  statement {
    sid       = "WriteRecords"
    actions   = ["firehose:DescribeDeliveryStream", "firehose:PutRecord", "firehose:PutRecordBatch"]
    resources = ["arn:aws:firehose:eu-west-1:123456789012:deliverystream/archive"]
  }
}

resource "aws_sns_topic_subscription" "incidents_robot" {
  topic_arn = aws_sns_topic.incidents.arn
  protocol  = "lambda"
  endpoint  = var.chat_robot_function_arn

  # SNS calls as soon as it has a subscription, so the permission must exist first.
  depends_on = [aws_lambda_permission.incidents_robot]
}

resource "aws_lambda_permission" "incidents_robot" {
  function_name = var.chat_robot_function_id
  qualifier     = "live"
  action        = "lambda:InvokeFunction"
  principal     = "sns.amazonaws.com"
  source_arn    = aws_sns_topic.incidents.arn
}

data "aws_iam_policy_document" "sns_role" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["sns.amazonaws.com"]
    }

    # Confused-deputy protection: only this account may use the role.
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["123456789012"]
    }
  }
}
