output "orders_function_id" {
  description = "Id of orders, for permissions."
  value       = aws_lambda_function.orders.id
}

output "orders_invoke_arn" {
  description = "Invoke ARN of orders, for APIs."
  value       = aws_lambda_function.orders.invoke_arn
}

output "orders_role_arn" {
  description = "ARN of the role of orders."
  value       = aws_iam_role.orders.arn
}

output "products_function_id" {
  description = "Id of products, for permissions."
  value       = aws_lambda_function.products.id
}

output "products_invoke_arn" {
  description = "Invoke ARN of products, for APIs."
  value       = aws_lambda_function.products.invoke_arn
}

output "products_role_arn" {
  description = "ARN of the role of products."
  value       = aws_iam_role.products.arn
}
