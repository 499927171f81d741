# AWS WAF requires the name prefix aws-waf-logs-.
resource "aws_cloudwatch_log_group" "this" {
  name              = "aws-waf-logs-ecommerce-waf-prod123"
  retention_in_days = 365
}

resource "aws_wafv2_web_acl_logging_configuration" "this" {
  resource_arn            = aws_wafv2_web_acl.this.arn
  log_destination_configs = [aws_cloudwatch_log_group.this.arn]

  redacted_fields {
    single_header {
      name = "authorization"
    }
  }

  redacted_fields {
    single_header {
      name = "cookie"
    }
  }

  # AWS checks the permission to write when logging is enabled.
  depends_on = [aws_cloudwatch_log_resource_policy.this]
}

# Without a policy of its own, AWS adds the permission to one policy that all log deliveries of the account share. That
# policy has a size limit, and nothing removes old permissions from it.
resource "aws_cloudwatch_log_resource_policy" "this" {
  policy_name     = "aws-waf-logs-ecommerce-waf-prod123"
  policy_document = data.aws_iam_policy_document.logs.json
}

data "aws_iam_policy_document" "logs" {
  statement {
    sid       = "WriteWafLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.this.arn}:*"]

    principals {
      type        = "Service"
      identifiers = ["delivery.logs.amazonaws.com"]
    }

    # Confused-deputy protection: only logs of this account.
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["123456789012"]
    }
  }
}
