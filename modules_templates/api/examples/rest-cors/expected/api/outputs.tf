# `depends_on` of an output: consumers of its value also depend on these resources.

output "api_id" {
  description = "Id of the API."
  value       = aws_api_gateway_rest_api.this.id
}

output "domain_url" {
  description = "URL of the API under its custom domain."
  value       = "https://${aws_apigatewayv2_domain_name.this.domain_name}/v1/tasks"

  depends_on = [aws_apigatewayv2_api_mapping.this]
}

output "url" {
  description = "URL of the API."
  value       = aws_api_gateway_stage.this.invoke_url
}
