output "api_id" {
  description = "Id of the API."
  value       = aws_api_gateway_rest_api.this.id
}

output "url" {
  description = "URL of the API."
  value       = aws_api_gateway_stage.this.invoke_url
}

output "waf_target_arn" {
  description = "ARN of the stage, for a regional web ACL."
  value       = aws_api_gateway_stage.this.arn
}
