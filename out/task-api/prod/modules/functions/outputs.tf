output "delete_handler_function_id" {
  description = "Id of delete-handler, for permissions."
  value       = aws_lambda_function.delete_handler.id
}

output "delete_handler_invoke_arn" {
  description = "Invoke ARN of delete-handler, for APIs."
  value       = aws_lambda_function.delete_handler.invoke_arn
}

output "get_handler_function_id" {
  description = "Id of get-handler, for permissions."
  value       = aws_lambda_function.get_handler.id
}

output "get_handler_invoke_arn" {
  description = "Invoke ARN of get-handler, for APIs."
  value       = aws_lambda_function.get_handler.invoke_arn
}

output "post_handler_function_id" {
  description = "Id of post-handler, for permissions."
  value       = aws_lambda_function.post_handler.id
}

output "post_handler_invoke_arn" {
  description = "Invoke ARN of post-handler, for APIs."
  value       = aws_lambda_function.post_handler.invoke_arn
}

output "put_handler_function_id" {
  description = "Id of put-handler, for permissions."
  value       = aws_lambda_function.put_handler.id
}

output "put_handler_invoke_arn" {
  description = "Invoke ARN of put-handler, for APIs."
  value       = aws_lambda_function.put_handler.invoke_arn
}
