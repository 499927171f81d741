resource "aws_lambda_permission" "this" {
  for_each = {
    "orders functions.order-processor" = {
      statement_id = "AllowExecutionFromAPIGateway-orders"
      function     = var.order_processor_function_id
      calls        = "*/*"
    }
  }

  statement_id  = each.value.statement_id
  action        = "lambda:InvokeFunction"
  function_name = each.value.function
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/${each.value.calls}"
}
