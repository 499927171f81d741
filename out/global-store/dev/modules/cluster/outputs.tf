output "cluster_arn" {
  description = "ARN of the cluster in us-east-1."
  value       = aws_dsql_cluster.this.arn
}

output "cluster_identifier" {
  description = "Identifier of the cluster in us-east-1."
  value       = aws_dsql_cluster.this.identifier
}

output "endpoint" {
  description = "Host name of the cluster in us-east-1."
  value       = "${aws_dsql_cluster.this.identifier}.dsql.us-east-1.on.aws"
}
