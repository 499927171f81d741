output "host" {
  description = "Host name of the API, for the origin of a distribution."
  value       = split("/", aws_api_gateway_stage.this.invoke_url)[2]
}

output "url" {
  description = "URL of the API."
  value       = aws_api_gateway_stage.this.invoke_url
}
