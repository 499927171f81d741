output "nat_addresses" {
  description = "Public addresses of the NAT gateways, for allow lists."
  value       = values(aws_eip.nat)[*].public_ip
}

output "vpc_id" {
  description = "Id of the VPC."
  value       = aws_vpc.this.id
}
