resource "aws_api_gateway_resource" "tasks" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_rest_api.this.root_resource_id
  path_part   = "tasks"
}

resource "aws_api_gateway_resource" "tasks_by_parameter" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.tasks.id
  path_part   = "{id}"
}

resource "aws_api_gateway_resource" "tasks_by_parameter_notes" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.tasks_by_parameter.id
  path_part   = "notes"
}

resource "aws_api_gateway_resource" "tasks_by_parameter_notes_below" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.tasks_by_parameter_notes.id
  path_part   = "{note+}"
}

resource "aws_api_gateway_method" "get_tasks" {
  rest_api_id   = aws_api_gateway_rest_api.this.id
  resource_id   = aws_api_gateway_resource.tasks.id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "get_tasks" {
  rest_api_id             = aws_api_gateway_rest_api.this.id
  resource_id             = aws_api_gateway_resource.tasks.id
  http_method             = aws_api_gateway_method.get_tasks.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = var.get_handler_invoke_arn
}

# Writes a new task down

resource "aws_api_gateway_method" "post_tasks" {
  rest_api_id   = aws_api_gateway_rest_api.this.id
  resource_id   = aws_api_gateway_resource.tasks.id
  http_method   = "POST"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "post_tasks" {
  rest_api_id             = aws_api_gateway_rest_api.this.id
  resource_id             = aws_api_gateway_resource.tasks.id
  http_method             = aws_api_gateway_method.post_tasks.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = var.post_handler_invoke_arn
}

resource "aws_api_gateway_method" "put_tasks" {
  rest_api_id   = aws_api_gateway_rest_api.this.id
  resource_id   = aws_api_gateway_resource.tasks.id
  http_method   = "PUT"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "put_tasks" {
  rest_api_id             = aws_api_gateway_rest_api.this.id
  resource_id             = aws_api_gateway_resource.tasks.id
  http_method             = aws_api_gateway_method.put_tasks.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = var.put_handler_invoke_arn
}

# Whoever deletes says who they are.
resource "aws_api_gateway_method" "delete_tasks" {
  rest_api_id   = aws_api_gateway_rest_api.this.id
  resource_id   = aws_api_gateway_resource.tasks.id
  http_method   = "DELETE"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.guard.id
}

resource "aws_api_gateway_integration" "delete_tasks" {
  rest_api_id             = aws_api_gateway_rest_api.this.id
  resource_id             = aws_api_gateway_resource.tasks.id
  http_method             = aws_api_gateway_method.delete_tasks.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = var.delete_handler_invoke_arn
}

resource "aws_api_gateway_method" "get_tasks_by_parameter_notes_below" {
  rest_api_id   = aws_api_gateway_rest_api.this.id
  resource_id   = aws_api_gateway_resource.tasks_by_parameter_notes_below.id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "get_tasks_by_parameter_notes_below" {
  rest_api_id             = aws_api_gateway_rest_api.this.id
  resource_id             = aws_api_gateway_resource.tasks_by_parameter_notes_below.id
  http_method             = aws_api_gateway_method.get_tasks_by_parameter_notes_below.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = var.get_handler_invoke_arn
}
