output "archive_key_arn" {
  description = "ARN of the key archive."
  value       = aws_kms_key.archive.arn
}

output "data_key_arn" {
  description = "ARN of the key data."
  value       = aws_kms_key.data.arn
}

output "messages_key_arn" {
  description = "ARN of the key messages."
  value       = aws_kms_key.messages.arn
}
