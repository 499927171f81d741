# `depends_on` of an output: consumers of its value also depend on these resources.

output "api_id" {
  description = "Id of the API."
  value       = aws_apigatewayv2_api.this.id
}

output "domain_url" {
  description = "URL of the API under its custom domain."
  value       = "https://${aws_apigatewayv2_domain_name.this.domain_name}"

  depends_on = [aws_apigatewayv2_api_mapping.this]
}

output "url" {
  description = "URL of the API."
  value       = aws_apigatewayv2_api.this.api_endpoint
}
