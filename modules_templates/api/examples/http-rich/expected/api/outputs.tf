output "api_id" {
  description = "Id of the API."
  value       = aws_apigatewayv2_api.this.id
}

output "domain_url" {
  description = "Where the API answers under a name of its own."
  value       = "https://${aws_apigatewayv2_domain_name.this.domain_name}"

  # Whoever reads the value waits for these.
  depends_on = [aws_apigatewayv2_api_mapping.this]
}

output "url" {
  description = "Where the API answers."
  value       = aws_apigatewayv2_api.this.api_endpoint
}
