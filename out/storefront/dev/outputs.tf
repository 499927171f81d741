output "api_url" {
  description = "Where the API answers."
  value       = module.api.url
}

output "s3_bucket_name" {
  description = "Name of the bucket static-assets."
  value       = module.storage.static_assets_bucket_name
}

output "table_names" {
  description = "Names of all tables, by what the spec calls them."
  value       = module.tables.table_names
}
