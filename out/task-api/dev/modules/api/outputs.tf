output "url" {
  description = "URL of the API."
  value       = aws_api_gateway_stage.this.invoke_url
}
