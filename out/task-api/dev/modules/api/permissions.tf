resource "aws_lambda_permission" "this" {
  for_each = {
    "GET /tasks" = {
      statement_id = "AllowExecutionFromAPIGateway-api-get-tasks"
      function     = var.get_handler_function_id
      calls        = "*/GET/tasks"
    }
    "POST /tasks" = {
      statement_id = "AllowExecutionFromAPIGateway-api-post-tasks"
      function     = var.post_handler_function_id
      calls        = "*/POST/tasks"
    }
    "PUT /tasks" = {
      statement_id = "AllowExecutionFromAPIGateway-api-put-tasks"
      function     = var.put_handler_function_id
      calls        = "*/PUT/tasks"
    }
    "DELETE /tasks" = {
      statement_id = "AllowExecutionFromAPIGateway-api-delete-tasks"
      function     = var.delete_handler_function_id
      calls        = "*/DELETE/tasks"
    }
  }

  statement_id  = each.value.statement_id
  action        = "lambda:InvokeFunction"
  function_name = each.value.function
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.this.execution_arn}/${each.value.calls}"
}
