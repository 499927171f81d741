output "events_table_name" {
  description = "Name of the table events."
  value       = aws_dynamodb_table.events.name
}

output "invoices_table_name" {
  description = "Name of the table invoices."
  value       = aws_dynamodb_table.invoices.name
}
