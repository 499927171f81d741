resource "aws_cloudwatch_log_group" "access" {
  name              = "/aws/apigateway/ecommerce-api-t1"
  retention_in_days = 14
}

# API Gateway would make it by itself, under this name, and keep everything for ever.
resource "aws_cloudwatch_log_group" "execution" {
  name              = "API-Gateway-Execution-Logs_${aws_api_gateway_rest_api.this.id}/prod"
  retention_in_days = 14
}
