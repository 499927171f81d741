output "delete_handler_function_name" {
  description = "Name of delete-handler in Lambda."
  value       = aws_lambda_function.delete_handler.function_name
}

output "delete_handler_invoke_arn" {
  description = "What an API calls to reach delete-handler."
  value       = aws_lambda_function.delete_handler.invoke_arn
}

output "get_handler_function_name" {
  description = "Name of get-handler in Lambda."
  value       = aws_lambda_function.get_handler.function_name
}

output "get_handler_invoke_arn" {
  description = "What an API calls to reach get-handler."
  value       = aws_lambda_function.get_handler.invoke_arn
}

output "post_handler_function_name" {
  description = "Name of post-handler in Lambda."
  value       = aws_lambda_function.post_handler.function_name
}

output "post_handler_invoke_arn" {
  description = "What an API calls to reach post-handler."
  value       = aws_lambda_function.post_handler.invoke_arn
}

output "put_handler_function_name" {
  description = "Name of put-handler in Lambda."
  value       = aws_lambda_function.put_handler.function_name
}

output "put_handler_invoke_arn" {
  description = "What an API calls to reach put-handler."
  value       = aws_lambda_function.put_handler.invoke_arn
}
