output "sessions_table_arn" {
  description = "ARN of the table sessions."
  value       = aws_dynamodb_table.sessions.arn
}

output "sessions_table_name" {
  description = "Name of the table sessions."
  value       = aws_dynamodb_table.sessions.name
}
