output "license_parameter_arn" {
  description = "ARN of the parameter license."
  value       = "arn:aws:ssm:eu-west-1:123456789012:parameter/vendor/license"
}
