output "order_service_function_name" {
  description = "Name of order-service in Lambda."
  value       = aws_lambda_function.order_service.function_name
}

output "product_service_function_name" {
  description = "Name of product-service in Lambda."
  value       = aws_lambda_function.product_service.function_name
}

output "user_service_function_name" {
  description = "Name of user-service in Lambda."
  value       = aws_lambda_function.user_service.function_name
}
