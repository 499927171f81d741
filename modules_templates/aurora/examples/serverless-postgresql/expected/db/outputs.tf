output "endpoint" {
  description = "Host name of the writer."
  value       = aws_rds_cluster.this.endpoint
}

output "master_secret_arn" {
  description = "ARN of the secret that holds the master user's name and password."
  value       = aws_rds_cluster.this.master_user_secret[0].secret_arn
}

output "reader_endpoint" {
  description = "Host name of the readers, in rotation."
  value       = aws_rds_cluster.this.reader_endpoint
}
