output "api-gateway-url" {
  description = "URL of the API."
  value       = module.api.url
}

output "dynamodb-table-name" {
  description = "Name of the table sessions."
  value       = module.tables.sessions_table_name
}

output "s3-bucket-name" {
  description = "Name of the bucket lambda-deploy."
  value       = module.storage.lambda_deploy_bucket_name
}

output "vpc-id" {
  description = "Id of the VPC."
  value       = module.vpc.vpc_id
}
