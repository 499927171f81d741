output "host" {
  description = "Host name the API answers under, for a distribution before it."
  value       = split("/", aws_api_gateway_stage.this.invoke_url)[2]
}

output "url" {
  description = "Where the API answers."
  value       = aws_api_gateway_stage.this.invoke_url
}
