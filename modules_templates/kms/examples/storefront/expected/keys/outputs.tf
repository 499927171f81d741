output "lambda_key_id" {
  description = "Id of the key lambda."
  value       = aws_kms_key.lambda.key_id
}
