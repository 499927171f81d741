resource "aws_cloudwatch_log_group" "get_handler" {
  name              = "/aws/lambda/trainr963-synthtrainr963-lambda-get-handler-production"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_group" "post_handler" {
  name              = "/aws/lambda/trainr963-synthtrainr963-lambda-post-handler-production"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_group" "put_handler" {
  name              = "/aws/lambda/trainr963-synthtrainr963-lambda-put-handler-production"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_group" "delete_handler" {
  name              = "/aws/lambda/trainr963-synthtrainr963-lambda-delete-handler-production"
  retention_in_days = 30
}
