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
