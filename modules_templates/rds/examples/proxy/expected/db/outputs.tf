# `depends_on` of an output: consumers of its value also depend on these resources.

output "database_users_arn" {
  description = "Beginning of the ARNs of database users that sign in by IAM."
  value       = "arn:aws:rds-db:us-east-1:${split(":", aws_db_instance.this.arn)[4]}:dbuser:${aws_db_instance.this.resource_id}"
}

output "endpoint" {
  description = "Host name of the instance."
  value       = aws_db_instance.this.address
}

output "master_secret_arn" {
  description = "ARN of the secret that holds the master user's name and password."
  value       = aws_db_instance.this.master_user_secret[0].secret_arn
}

output "proxy_endpoint" {
  description = "Host name of the proxy."
  value       = aws_db_proxy.this.endpoint

  depends_on = [aws_db_proxy_target.this]
}

output "proxy_users_arn" {
  description = "Beginning of the ARNs of database users that sign in by IAM."
  value       = "arn:aws:rds-db:us-east-1:${split(":", aws_db_proxy.this.arn)[4]}:dbuser:${split(":", aws_db_proxy.this.arn)[6]}"
}

output "security_group_id" {
  description = "Security group of the instance."
  value       = aws_security_group.this.id
}
