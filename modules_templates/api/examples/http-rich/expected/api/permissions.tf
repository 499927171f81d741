# Ids of statements contain the names of path parameters. A parameter with another name leaves its statement as it is.

resource "aws_lambda_permission" "this" {
  for_each = {
    "GET /catalogue/*" = {
      statement_id = "AllowExecutionFromAPIGateway-api-get-catalogue-by-product"
      function     = var.catalogue_function_id
      calls        = "*/GET/catalogue/*"
    }
    "GET /exports" = {
      statement_id = "AllowExecutionFromAPIGateway-api-get-exports"
      function     = var.catalogue_function_id
      calls        = "*/GET/exports"
    }
    "GET /" = {
      statement_id = "AllowExecutionFromAPIGateway-api-get-root"
      function     = var.catalogue_function_id
      calls        = "*/GET/"
    }
    "$default" = {
      statement_id = "AllowExecutionFromAPIGateway-api-default"
      function     = var.catalogue_function_id
      calls        = "*/$default"
    }
  }

  statement_id  = each.value.statement_id
  action        = "lambda:InvokeFunction"
  function_name = each.value.function
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/${each.value.calls}"

  lifecycle {
    ignore_changes = [statement_id]
  }
}

resource "aws_lambda_permission" "alias" {
  for_each = {
    "ANY /baskets/*" = {
      statement_id = "AllowExecutionFromAPIGateway-api-any-baskets-proxy"
      function     = var.baskets_function_id
      alias        = "live"
      calls        = "*/*/baskets/*"
    }
  }

  statement_id  = each.value.statement_id
  action        = "lambda:InvokeFunction"
  function_name = each.value.function
  qualifier     = each.value.alias
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/${each.value.calls}"

  lifecycle {
    ignore_changes = [statement_id]
  }
}
