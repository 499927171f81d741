output "migrate_function_name" {
  description = "Name of migrate in Lambda."
  value       = aws_lambda_function.migrate.function_name
}
