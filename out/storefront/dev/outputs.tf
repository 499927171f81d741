output "api_url" {
  description = "URL of the API."
  value       = module.api.url
}

output "s3_bucket_name" {
  description = "Name of the bucket static-assets."
  value       = module.storage.static_assets_bucket_name
}

output "table_names" {
  description = "Names of all tables, by their names in the spec."
  value       = module.tables.table_names
}
