output "lambda_key_arn" {
  description = "ARN of the key lambda."
  value       = aws_kms_key.lambda.arn
}

output "lambda_key_id" {
  description = "Id of the key lambda."
  value       = aws_kms_key.lambda.key_id
}

output "s3_key_arn" {
  description = "ARN of the key s3."
  value       = aws_kms_key.s3.arn
}
