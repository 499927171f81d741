# CORS preflight requests. Browsers send them without credentials, so they need no authorization.
locals {
  preflight = {
    "/tasks" = {
      resource_id = aws_api_gateway_resource.tasks.id
      methods     = "'DELETE,GET,OPTIONS,POST,PUT'"
    }
    "/tasks/*/notes/*" = {
      resource_id = aws_api_gateway_resource.tasks_by_parameter_notes_below.id
      methods     = "'GET,OPTIONS'"
    }
  }
}

resource "aws_api_gateway_method" "preflight" {
  for_each = local.preflight

  rest_api_id   = aws_api_gateway_rest_api.this.id
  resource_id   = each.value.resource_id
  http_method   = "OPTIONS"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "preflight" {
  for_each = local.preflight

  rest_api_id = aws_api_gateway_rest_api.this.id
  resource_id = each.value.resource_id
  http_method = aws_api_gateway_method.preflight[each.key].http_method
  type        = "MOCK"

  request_templates = {
    "application/json" = jsonencode({ statusCode = 200 })
  }
}

resource "aws_api_gateway_method_response" "preflight" {
  for_each = local.preflight

  rest_api_id = aws_api_gateway_rest_api.this.id
  resource_id = each.value.resource_id
  http_method = aws_api_gateway_method.preflight[each.key].http_method
  status_code = "200"

  response_parameters = {
    "method.response.header.Access-Control-Allow-Origin"      = true
    "method.response.header.Access-Control-Allow-Credentials" = true
    "method.response.header.Access-Control-Allow-Headers"     = true
    "method.response.header.Access-Control-Allow-Methods"     = true
    "method.response.header.Access-Control-Max-Age"           = true
  }
}

resource "aws_api_gateway_integration_response" "preflight" {
  for_each = local.preflight

  rest_api_id = aws_api_gateway_rest_api.this.id
  resource_id = each.value.resource_id
  http_method = aws_api_gateway_integration.preflight[each.key].http_method
  status_code = aws_api_gateway_method_response.preflight[each.key].status_code

  response_parameters = {
    "method.response.header.Access-Control-Allow-Origin"      = "'https://tasks.example.com'"
    "method.response.header.Access-Control-Allow-Credentials" = "'true'"
    "method.response.header.Access-Control-Allow-Headers"     = "'Content-Type,X-Caller'"
    "method.response.header.Access-Control-Allow-Methods"     = each.value.methods
    "method.response.header.Access-Control-Max-Age"           = "'600'"
  }
}

# Errors of API Gateway itself, such as 403 and 504. Without these headers pages cannot read them.
resource "aws_api_gateway_gateway_response" "cors" {
  for_each = toset(["DEFAULT_4XX", "DEFAULT_5XX"])

  rest_api_id   = aws_api_gateway_rest_api.this.id
  response_type = each.key

  response_parameters = {
    "gatewayresponse.header.Access-Control-Allow-Origin"      = "'https://tasks.example.com'"
    "gatewayresponse.header.Access-Control-Allow-Credentials" = "'true'"
  }
}
