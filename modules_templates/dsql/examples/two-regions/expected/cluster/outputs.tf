# `depends_on` of an output: consumers of its value also depend on these resources.

output "cluster_arn" {
  description = "ARN of the cluster in us-east-1."
  value       = aws_dsql_cluster.this.arn

  depends_on = [aws_dsql_cluster_peering.this]
}

output "cluster_identifier" {
  description = "Identifier of the cluster in us-east-1."
  value       = aws_dsql_cluster.this.identifier

  depends_on = [aws_dsql_cluster_peering.this]
}

output "endpoint" {
  description = "Host name of the cluster in us-east-1."
  value       = "${aws_dsql_cluster.this.identifier}.dsql.us-east-1.on.aws"

  depends_on = [aws_dsql_cluster_peering.this]
}

output "peer_cluster_arn" {
  description = "ARN of the cluster in us-east-2."
  value       = aws_dsql_cluster.peer.arn

  depends_on = [aws_dsql_cluster_peering.peer]
}

output "peer_cluster_identifier" {
  description = "Identifier of the cluster in us-east-2."
  value       = aws_dsql_cluster.peer.identifier

  depends_on = [aws_dsql_cluster_peering.peer]
}

output "peer_endpoint" {
  description = "Host name of the cluster in us-east-2."
  value       = "${aws_dsql_cluster.peer.identifier}.dsql.us-east-2.on.aws"

  depends_on = [aws_dsql_cluster_peering.peer]
}
