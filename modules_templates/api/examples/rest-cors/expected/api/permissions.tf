# Ids of statements contain the names of path parameters. A parameter with another name leaves its statement as it is.

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
    "GET /tasks/*/notes/*" = {
      statement_id = "AllowExecutionFromAPIGateway-api-get-tasks-by-id-notes-note"
      function     = var.get_handler_function_id
      calls        = "*/GET/tasks/*/notes/*"
    }
  }

  statement_id  = each.value.statement_id
  action        = "lambda:InvokeFunction"
  function_name = each.value.function
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.this.execution_arn}/${each.value.calls}"

  lifecycle {
    ignore_changes = [statement_id]
  }
}

resource "aws_lambda_permission" "alias" {
  for_each = {
    "DELETE /tasks" = {
      statement_id = "AllowExecutionFromAPIGateway-api-delete-tasks"
      function     = var.delete_handler_function_id
      alias        = "live"
      calls        = "*/DELETE/tasks"
    }
  }

  statement_id  = each.value.statement_id
  action        = "lambda:InvokeFunction"
  function_name = each.value.function
  qualifier     = each.value.alias
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.this.execution_arn}/${each.value.calls}"

  lifecycle {
    ignore_changes = [statement_id]
  }
}
