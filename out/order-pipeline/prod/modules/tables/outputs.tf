output "orders_table_arn" {
  description = "ARN of the table orders."
  value       = aws_dynamodb_table.orders.arn
}

output "orders_table_name" {
  description = "Name of the table orders."
  value       = aws_dynamodb_table.orders.name
}
