resource "aws_cloudwatch_log_group" "access" {
  name              = "/aws/apigateway/trainr963-synthtrainr963-apigateway-api-production"
  retention_in_days = 365
}

# API Gateway would make it by itself, under this name, and keep everything for ever.
resource "aws_cloudwatch_log_group" "execution" {
  name              = "API-Gateway-Execution-Logs_${aws_api_gateway_rest_api.this.id}/production"
  retention_in_days = 365
}

# The account has one such role in each region, for all its REST APIs. Where another stack sets it already, say
# `account_role: exists`, or the one that is destroyed first takes the logs of the others with it.
resource "aws_api_gateway_account" "this" {
  cloudwatch_role_arn = aws_iam_role.logs.arn

  depends_on = [aws_iam_role_policy_attachment.logs]
}

resource "aws_iam_role" "logs" {
  name               = "trainr963-synthtrainr963-iam-api-logs-production"
  description        = "Lets API Gateway write its logs"
  assume_role_policy = data.aws_iam_policy_document.logs_trust.json
}

# Without a condition: AWS documents none for this role, and takes no role that it cannot assume.
data "aws_iam_policy_document" "logs_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["apigateway.amazonaws.com"]
    }
  }
}

# The rights AWS asks of this role, which is there for every REST API of the region.
resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.logs.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
}
