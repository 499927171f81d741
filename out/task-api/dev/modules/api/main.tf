# Anybody may call: The document asks for no authorization; put one here before the tasks are anybody's in particular.
resource "aws_api_gateway_rest_api" "this" {
  name        = "trainr963-dev-apigateway-api-dev"
  description = "Tasks"

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  lifecycle {
    # Should it ever have to be replaced, callers are served until the new one is there.
    create_before_destroy = true
  }
}
