output "cidr_block" {
  description = "Addresses of the network."
  value       = module.vpc.cidr_block
}

output "vpc_id" {
  description = "Id of the network."
  value       = module.vpc.vpc_id
}
