output "get_handler_function_name" {
  description = "Name of get-handler in Lambda."
  value       = aws_lambda_function.get_handler.function_name
}

output "post_handler_function_name" {
  description = "Name of post-handler in Lambda."
  value       = aws_lambda_function.post_handler.function_name
}
