resource "aws_apigatewayv2_api" "this" {
  name          = "ecommerce-orders-dev-orders-api"
  description   = "HTTP API for e-commerce order processing"
  protocol_type = "HTTP"

  # API Gateway answers OPTIONS requests itself. Its CORS headers replace those of the functions.
  cors_configuration {
    allow_origins     = ["*"]
    allow_methods     = ["POST", "OPTIONS"]
    allow_headers     = ["Content-Type", "X-Amz-Date", "Authorization", "X-Api-Key"]
    allow_credentials = false
    max_age           = 300
  }
}
