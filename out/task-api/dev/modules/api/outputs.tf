output "url" {
  description = "Where the API answers."
  value       = aws_api_gateway_stage.this.invoke_url
}
