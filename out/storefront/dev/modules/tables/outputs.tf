output "orders_table_arn" {
  description = "ARN of the table orders."
  value       = aws_dynamodb_table.orders.arn
}

output "orders_table_name" {
  description = "Name of the table orders."
  value       = aws_dynamodb_table.orders.name
}

output "products_table_arn" {
  description = "ARN of the table products."
  value       = aws_dynamodb_table.products.arn
}

output "products_table_name" {
  description = "Name of the table products."
  value       = aws_dynamodb_table.products.name
}

output "table_names" {
  description = "Names of all tables, by their names in the spec."
  value = {
    "products" = aws_dynamodb_table.products.name
    "orders"   = aws_dynamodb_table.orders.name
    "users"    = aws_dynamodb_table.users.name
  }
}

output "users_table_arn" {
  description = "ARN of the table users."
  value       = aws_dynamodb_table.users.arn
}

output "users_table_name" {
  description = "Name of the table users."
  value       = aws_dynamodb_table.users.name
}
