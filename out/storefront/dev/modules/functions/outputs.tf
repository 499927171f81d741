output "order_service_function_id" {
  description = "Id of order-service, for permissions."
  value       = aws_lambda_function.order_service.id
}

output "order_service_invoke_arn" {
  description = "Invoke ARN of order-service, for APIs."
  value       = aws_lambda_function.order_service.invoke_arn
}

output "product_service_function_id" {
  description = "Id of product-service, for permissions."
  value       = aws_lambda_function.product_service.id
}

output "product_service_invoke_arn" {
  description = "Invoke ARN of product-service, for APIs."
  value       = aws_lambda_function.product_service.invoke_arn
}

output "user_service_function_id" {
  description = "Id of user-service, for permissions."
  value       = aws_lambda_function.user_service.id
}

output "user_service_invoke_arn" {
  description = "Invoke ARN of user-service, for APIs."
  value       = aws_lambda_function.user_service.invoke_arn
}
