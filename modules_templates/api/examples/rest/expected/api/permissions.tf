resource "aws_lambda_permission" "this" {
  for_each = {
    "products functions.product-service" = {
      statement_id = "AllowExecutionFromAPIGateway-products"
      function     = var.product_service_function_id
      calls        = "*/*"
    }
    "orders functions.order-service" = {
      statement_id = "AllowExecutionFromAPIGateway-orders"
      function     = var.order_service_function_id
      calls        = "*/*"
    }
    "users functions.user-service" = {
      statement_id = "AllowExecutionFromAPIGateway-users"
      function     = var.user_service_function_id
      calls        = "*/*"
    }
  }

  statement_id  = each.value.statement_id
  action        = "lambda:InvokeFunction"
  function_name = each.value.function
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.this.execution_arn}/${each.value.calls}"
}
