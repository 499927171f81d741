output "nat_addresses" {
  description = "Addresses that traffic from private subnets comes from, for allow lists elsewhere."
  value       = values(aws_eip.nat)[*].public_ip
}

output "vpc_id" {
  description = "Id of the VPC."
  value       = aws_vpc.this.id
}
