resource "aws_cloudwatch_log_group" "get_handler" {
  name              = "/aws/lambda/trainr963-synthtrainr963-lambda-get-handler-production"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_group" "post_handler" {
  name              = "/aws/lambda/trainr963-synthtrainr963-lambda-post-handler-production"
  retention_in_days = 30
}
