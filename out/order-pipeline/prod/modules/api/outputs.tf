output "api_id" {
  description = "Id of the API."
  value       = aws_apigatewayv2_api.this.id
}

output "orders_url" {
  description = "URL of /orders."
  value       = "${aws_apigatewayv2_stage.this.invoke_url}/orders"
}
