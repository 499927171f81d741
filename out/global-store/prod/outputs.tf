output "ApiEndpoint" {
  description = "URL of the API."
  value       = module.api.url
}

output "CloudFrontDomain" {
  description = "Host name of the distribution."
  value       = module.cdn.domain_name
}

output "ClusterArn" {
  description = "ARN of the cluster in us-east-1."
  value       = module.cluster.cluster_arn
}

output "ClusterIdentifier" {
  description = "Identifier of the cluster in us-east-1."
  value       = module.cluster.cluster_identifier
}

output "MigrationFunction" {
  description = "Name of migrate in Lambda."
  value       = module.migration.migrate_function_name
}

output "PeerApiEndpoint" {
  description = "URL of the API."
  value       = module.api_us_east_2.url
}

output "PeerClusterArn" {
  description = "ARN of the cluster in us-east-2."
  value       = module.cluster.peer_cluster_arn
}

output "PeerClusterIdentifier" {
  description = "Identifier of the cluster in us-east-2."
  value       = module.cluster.peer_cluster_identifier
}
