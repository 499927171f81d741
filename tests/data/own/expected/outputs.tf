output "db_endpoint" {
  description = "Host name of the writer."
  value       = module.db.endpoint
}

output "db_master_secret_arn" {
  description = "ARN of the secret that holds the master user's name and password."
  value       = module.db.master_secret_arn
}

output "db_reader_endpoint" {
  description = "Host name of the readers, in rotation."
  value       = module.db.reader_endpoint
}

output "network_nat_addresses" {
  description = "Public addresses of the NAT gateways, for allow lists."
  value       = module.network.nat_addresses
}

output "network_vpc_id" {
  description = "Id of the VPC."
  value       = module.network.vpc_id
}

output "vault_number" {
  description = "The number."
  value       = module.vault.number
  sensitive   = true
}

output "worker_count_function_name" {
  description = "Name of count in Lambda."
  value       = module.worker.count_function_name
}
