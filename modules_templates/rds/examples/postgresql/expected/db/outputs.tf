output "endpoint" {
  description = "Host name of the instance."
  value       = aws_db_instance.this.address
}

output "master_secret_arn" {
  description = "ARN of the secret that holds the master user's name and password."
  value       = aws_db_instance.this.master_user_secret[0].secret_arn
}
