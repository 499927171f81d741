resource "aws_api_gateway_rest_api" "this" {
  name        = "ecommerce-api-t1"
  description = "Products and orders"

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  lifecycle {
    # A replacement is created first, so callers are always served.
    create_before_destroy = true
  }
}
