# AWS WAF writes only to log groups whose name begins with aws-waf-logs-.
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

  # AWS asks at once whether the log group lets it write.
  depends_on = [aws_cloudwatch_log_resource_policy.this]
}

# Without this, AWS would write the permission into a policy which all log deliveries of the account share, which
# nobody cleans up and which is full one day.
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

    # Keeps the service from being talked into writing here on behalf of somebody else's account.
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["123456789012"]
    }
  }
}
