output "api_id" {
  description = "Id of the API."
  value       = aws_apigatewayv2_api.this.id
}

output "orders_url" {
  description = "Where /orders answers."
  value       = "${aws_apigatewayv2_stage.this.invoke_url}/orders"
}
