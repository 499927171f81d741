output "importer_function_name" {
  description = "Name of importer in Lambda."
  value       = aws_lambda_function.importer.function_name
}

output "report_function_name" {
  description = "Name of report in Lambda."
  value       = aws_lambda_function.report.function_name
}
