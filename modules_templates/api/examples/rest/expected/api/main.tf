# Anybody may call: The document has no log-in; the stage's throttling and the web ACL bound what anybody can do.
resource "aws_api_gateway_rest_api" "this" {
  name        = "ecommerce-api"
  description = "E-commerce serverless API"

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  lifecycle {
    # Should it ever have to be replaced, callers are served until the new one is there.
    create_before_destroy = true
  }
}
