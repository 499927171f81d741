output "table_names" {
  description = "Names of all tables, by their names in the spec."
  value = {
    "products" = aws_dynamodb_table.products.name
    "orders"   = aws_dynamodb_table.orders.name
    "users"    = aws_dynamodb_table.users.name
  }
}
