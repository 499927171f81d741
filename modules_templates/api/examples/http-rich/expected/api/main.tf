resource "aws_apigatewayv2_api" "this" {
  name          = "shop-api-t2"
  description   = "The shop"
  protocol_type = "HTTP"

  # The custom domain is the only way in.
  disable_execute_api_endpoint = true

  # API Gateway answers OPTIONS requests itself. Its CORS headers replace those of the functions.
  cors_configuration {
    allow_origins     = ["https://shop.example.com", "https://m.shop.example.com"]
    allow_methods     = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
    allow_headers     = ["Content-Type", "Authorization"]
    expose_headers    = ["X-Total-Count"]
    allow_credentials = true
    max_age           = 300
  }
}
