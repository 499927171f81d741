output "order_processor_function_arn" {
  description = "ARN to call order-processor by."
  value       = aws_lambda_function.order_processor.arn
}

output "order_processor_function_name" {
  description = "Name of order-processor in Lambda."
  value       = aws_lambda_function.order_processor.function_name
}

output "order_processor_invoke_arn" {
  description = "What an API calls to reach order-processor."
  value       = aws_lambda_function.order_processor.invoke_arn
}
