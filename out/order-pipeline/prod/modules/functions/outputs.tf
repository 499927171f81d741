output "order_processor_function_arn" {
  description = "ARN of order-processor, for callers."
  value       = aws_lambda_function.order_processor.arn
}

output "order_processor_function_id" {
  description = "Id of order-processor, for permissions."
  value       = aws_lambda_function.order_processor.id
}

output "order_processor_function_name" {
  description = "Name of order-processor in Lambda."
  value       = aws_lambda_function.order_processor.function_name
}

output "order_processor_invoke_arn" {
  description = "Invoke ARN of order-processor, for APIs."
  value       = aws_lambda_function.order_processor.invoke_arn
}
