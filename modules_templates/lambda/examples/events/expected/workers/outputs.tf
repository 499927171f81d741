# `depends_on` of an output: consumers of its value also depend on these resources.

output "bookkeeper_function_name" {
  description = "Name of bookkeeper in Lambda."
  value       = aws_lambda_function.bookkeeper.function_name

  depends_on = [aws_lambda_alias.bookkeeper]
}

output "indexer_function_name" {
  description = "Name of indexer in Lambda."
  value       = aws_lambda_function.indexer.function_name

  depends_on = [aws_lambda_alias.indexer]
}

output "resizer_function_name" {
  description = "Name of resizer in Lambda."
  value       = aws_lambda_function.resizer.function_name
}

output "security_group_id" {
  description = "Security group of the functions."
  value       = aws_security_group.this.id
}
