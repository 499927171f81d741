resource "aws_cloudwatch_log_group" "access" {
  name              = "/aws/apigateway/ecommerce-global-store"
  retention_in_days = 14
}

# API Gateway creates a log group of this name itself if there is none, and that one never expires.
resource "aws_cloudwatch_log_group" "execution" {
  name              = "API-Gateway-Execution-Logs_${aws_api_gateway_rest_api.this.id}/prod"
  retention_in_days = 14
}

# An account has one logging role per region for all its REST APIs. If another stack already sets it, use
# `account_role: exists`: otherwise destroying either stack stops the logs of the other.
resource "aws_api_gateway_account" "this" {
  cloudwatch_role_arn = aws_iam_role.logs.arn

  depends_on = [aws_iam_role_policy_attachment.logs]
}

resource "aws_iam_role" "logs" {
  name               = "ecommerce-global-store-logs"
  description        = "Lets API Gateway write its logs"
  assume_role_policy = data.aws_iam_policy_document.logs_trust.json
}

# AWS documents no condition for this role, and refuses a role that it cannot assume.
data "aws_iam_policy_document" "logs_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["apigateway.amazonaws.com"]
    }
  }
}

# AWS requires these permissions of the logging role.
resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.logs.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
}
