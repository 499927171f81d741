locals {
  names = { for topic in var.topics : topic => "${var.prefix}-${topic}" }
}

data "aws_iam_policy_document" "this" {
  for_each = local.names

  statement {
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.this[each.key].arn]

    principals {
      type        = "AWS"
      identifiers = [var.account_id]
    }
  }
}

resource "aws_sns_topic" "this" {
  for_each = local.names

  name              = each.value
  kms_master_key_id = "alias/aws/sns"
  display_name      = <<-EOT
    Topic ${each.key}
  EOT
}

resource "aws_sns_topic_policy" "this" {
  for_each = aws_sns_topic.this

  arn    = each.value.arn
  policy = data.aws_iam_policy_document.this[each.key].json
}

variable "prefix" {
  type = string
}

variable "topics" {
  type    = set(string)
  default = ["orders"]
}

variable "account_id" {
  type = string
}

variable "retries" {
  type    = number
  default = 3
}

output "arns" {
  description = "ARNs of the topics by name."
  value       = { for name, topic in aws_sns_topic.this : name => topic.arn }
}

output "orders_arn" {
  value = aws_sns_topic.this["orders"].arn
}
