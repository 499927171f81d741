resource "aws_cloudwatch_log_group" "get_handler" {
  name              = "/aws/lambda/trainr963-dev-lambda-get-handler-dev"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_group" "post_handler" {
  name              = "/aws/lambda/trainr963-dev-lambda-post-handler-dev"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_group" "put_handler" {
  name              = "/aws/lambda/trainr963-dev-lambda-put-handler-dev"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_group" "delete_handler" {
  name              = "/aws/lambda/trainr963-dev-lambda-delete-handler-dev"
  retention_in_days = 30
}
