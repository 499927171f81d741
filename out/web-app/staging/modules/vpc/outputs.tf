# `depends_on` of an output: consumers of its value also depend on these resources.

output "isolated_subnet_ids" {
  description = "Ids of the isolated subnets, in order of their zones."
  value       = values(aws_subnet.isolated)[*].id
}

output "nat_addresses" {
  description = "Public addresses of the NAT gateways, for allow lists."
  value       = values(aws_eip.nat)[*].public_ip
}

output "private_subnet_ids" {
  description = "Ids of the private subnets, in order of their zones."
  value       = values(aws_subnet.private)[*].id

  depends_on = [aws_route.private_to_nat]
}

output "public_subnet_ids" {
  description = "Ids of the public subnets, in order of their zones."
  value       = values(aws_subnet.public)[*].id

  depends_on = [aws_route.public_to_internet]
}

output "vpc_id" {
  description = "Id of the VPC."
  value       = aws_vpc.this.id
}
