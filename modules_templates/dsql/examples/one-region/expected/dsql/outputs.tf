output "cluster_arn" {
  description = "ARN of the cluster in eu-west-1."
  value       = aws_dsql_cluster.this.arn
}

output "cluster_identifier" {
  description = "Identifier of the cluster in eu-west-1."
  value       = aws_dsql_cluster.this.identifier
}

output "endpoint" {
  description = "Host name of the cluster in eu-west-1."
  value       = "${aws_dsql_cluster.this.identifier}.dsql.eu-west-1.on.aws"
}
