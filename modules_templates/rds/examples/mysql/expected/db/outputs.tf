output "endpoint" {
  description = "Host name of the instance."
  value       = aws_db_instance.this.address
}

output "master_secret_arn" {
  description = "ARN of the secret that holds the master user's name and password."
  value       = var.login_secret_arn
}
