# Declared responses have no effect with AWS_PROXY: API Gateway passes the function's status and headers on.

resource "aws_api_gateway_resource" "products" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_rest_api.this.root_resource_id
  path_part   = "products"
}

resource "aws_api_gateway_resource" "orders" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_rest_api.this.root_resource_id
  path_part   = "orders"
}

resource "aws_api_gateway_resource" "users" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_rest_api.this.root_resource_id
  path_part   = "users"
}

resource "aws_api_gateway_method" "any_products" {
  rest_api_id   = aws_api_gateway_rest_api.this.id
  resource_id   = aws_api_gateway_resource.products.id
  http_method   = "ANY"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "any_products" {
  rest_api_id             = aws_api_gateway_rest_api.this.id
  resource_id             = aws_api_gateway_resource.products.id
  http_method             = aws_api_gateway_method.any_products.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = var.product_service_invoke_arn
}

resource "aws_api_gateway_method_response" "any_products" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  resource_id = aws_api_gateway_resource.products.id
  http_method = aws_api_gateway_method.any_products.http_method
  status_code = "200"
}

resource "aws_api_gateway_integration_response" "any_products" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  resource_id = aws_api_gateway_resource.products.id
  http_method = aws_api_gateway_integration.any_products.http_method
  status_code = aws_api_gateway_method_response.any_products.status_code
}

resource "aws_api_gateway_method" "any_orders" {
  rest_api_id   = aws_api_gateway_rest_api.this.id
  resource_id   = aws_api_gateway_resource.orders.id
  http_method   = "ANY"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "any_orders" {
  rest_api_id             = aws_api_gateway_rest_api.this.id
  resource_id             = aws_api_gateway_resource.orders.id
  http_method             = aws_api_gateway_method.any_orders.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = var.order_service_invoke_arn
}

resource "aws_api_gateway_method_response" "any_orders" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  resource_id = aws_api_gateway_resource.orders.id
  http_method = aws_api_gateway_method.any_orders.http_method
  status_code = "200"
}

resource "aws_api_gateway_integration_response" "any_orders" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  resource_id = aws_api_gateway_resource.orders.id
  http_method = aws_api_gateway_integration.any_orders.http_method
  status_code = aws_api_gateway_method_response.any_orders.status_code
}

resource "aws_api_gateway_method" "any_users" {
  rest_api_id   = aws_api_gateway_rest_api.this.id
  resource_id   = aws_api_gateway_resource.users.id
  http_method   = "ANY"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "any_users" {
  rest_api_id             = aws_api_gateway_rest_api.this.id
  resource_id             = aws_api_gateway_resource.users.id
  http_method             = aws_api_gateway_method.any_users.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = var.user_service_invoke_arn
}

resource "aws_api_gateway_method_response" "any_users" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  resource_id = aws_api_gateway_resource.users.id
  http_method = aws_api_gateway_method.any_users.http_method
  status_code = "200"
}

resource "aws_api_gateway_integration_response" "any_users" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  resource_id = aws_api_gateway_resource.users.id
  http_method = aws_api_gateway_integration.any_users.http_method
  status_code = aws_api_gateway_method_response.any_users.status_code
}
