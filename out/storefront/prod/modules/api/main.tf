# Anybody may call: The document has no log-in. What anybody can do is bounded by the stage's throttling.
resource "aws_api_gateway_rest_api" "this" {
  name        = "ecommerce-api"
  description = "E-commerce serverless API"

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  lifecycle {
    # A replacement is created first, so callers are always served.
    create_before_destroy = true
  }
}
