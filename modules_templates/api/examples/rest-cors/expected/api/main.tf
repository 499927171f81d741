# Anybody may call: Tasks are shared by everybody who knows the address.
resource "aws_api_gateway_rest_api" "this" {
  name        = "trainr963-synthtrainr963-apigateway-api-production"
  description = "Tasks"

  # The custom domain is the only way in.
  disable_execute_api_endpoint = true

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  lifecycle {
    # A replacement is created first, so callers are always served.
    create_before_destroy = true
  }
}
