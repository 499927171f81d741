# Anybody may call: The document asks for no authorization; put one here before the tasks are anybody's in particular.
resource "aws_api_gateway_rest_api" "this" {
  name        = "trainr963-synthtrainr963-apigateway-api-production"
  description = "Tasks"

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  lifecycle {
    # A replacement is created first, so callers are always served.
    create_before_destroy = true
  }
}
