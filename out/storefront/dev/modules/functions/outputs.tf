output "order_service_function_name" {
  description = "Name of order-service in Lambda."
  value       = aws_lambda_function.order_service.id
}

output "order_service_invoke_arn" {
  description = "Invoke ARN of order-service, for APIs."
  value       = aws_lambda_function.order_service.invoke_arn
}

output "product_service_function_name" {
  description = "Name of product-service in Lambda."
  value       = aws_lambda_function.product_service.id
}

output "product_service_invoke_arn" {
  description = "Invoke ARN of product-service, for APIs."
  value       = aws_lambda_function.product_service.invoke_arn
}

output "user_service_function_name" {
  description = "Name of user-service in Lambda."
  value       = aws_lambda_function.user_service.id
}

output "user_service_invoke_arn" {
  description = "Invoke ARN of user-service, for APIs."
  value       = aws_lambda_function.user_service.invoke_arn
}
