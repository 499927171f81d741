resource "aws_api_gateway_deployment" "gap" { # finding: It is deleted before its successor is there
  rest_api_id = aws_api_gateway_rest_api.this.id
}

resource "aws_api_gateway_deployment" "replaced" {
  rest_api_id = aws_api_gateway_rest_api.this.id

  lifecycle {
    create_before_destroy = true
  }
}
