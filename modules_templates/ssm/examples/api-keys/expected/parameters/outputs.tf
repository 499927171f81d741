output "api_keys_parameter_name" {
  description = "Name of the parameter api-keys."
  value       = aws_ssm_parameter.api_keys.name
}
