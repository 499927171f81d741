resource "aws_lambda_permission" "this" {
  for_each = {
    "GET /products" = {
      statement_id = "AllowExecutionFromAPIGateway-api-get-products"
      function     = var.products_function_id
      calls        = "*/GET/products"
    }
    "POST /products" = {
      statement_id = "AllowExecutionFromAPIGateway-api-post-products"
      function     = var.products_function_id
      calls        = "*/POST/products"
    }
    "POST /orders" = {
      statement_id = "AllowExecutionFromAPIGateway-api-post-orders"
      function     = var.orders_function_id
      calls        = "*/POST/orders"
    }
  }

  statement_id  = each.value.statement_id
  action        = "lambda:InvokeFunction"
  function_name = each.value.function
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.this.execution_arn}/${each.value.calls}"
}
