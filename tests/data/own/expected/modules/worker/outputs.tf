output "count_function_name" {
  description = "Name of count in Lambda."
  value       = aws_lambda_function.count.function_name
}

output "security_group_id" {
  description = "Security group of the functions."
  value       = aws_security_group.this.id
}
