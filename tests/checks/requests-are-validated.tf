resource "aws_api_gateway_method" "unchecked" { # finding: Requests are not validated
  http_method = "POST"
}

resource "aws_api_gateway_method" "validated" {
  http_method          = "POST"
  request_validator_id = aws_api_gateway_request_validator.body.id
}

resource "aws_api_gateway_method" "preflight" {
  http_method = "OPTIONS"
}

resource "aws_api_gateway_request_validator" "body" {
  validate_request_body = true
}

resource "aws_api_gateway_request_validator" "nothing" { # finding: The validator validates nothing
  validate_request_body = false
}
