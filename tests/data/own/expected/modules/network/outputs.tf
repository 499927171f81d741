output "isolated_subnet_ids" {
  description = "Ids of the isolated subnets, in order of their zones."
  value       = values(aws_subnet.isolated)[*].id
}

output "nat_addresses" {
  description = "Addresses that traffic from private subnets comes from, for allow lists elsewhere."
  value       = values(aws_eip.nat)[*].public_ip
}

output "private_subnet_ids" {
  description = "Ids of the private subnets, in order of their zones."
  value       = values(aws_subnet.private)[*].id

  # Whoever reads the value waits for these.
  depends_on = [aws_route.private_to_nat]
}

output "vpc_id" {
  description = "Id of the VPC."
  value       = aws_vpc.this.id
}
