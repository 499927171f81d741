output "api_keys_parameter_arn" {
  description = "ARN of the parameter api-keys."
  value       = aws_ssm_parameter.api_keys.arn
}
