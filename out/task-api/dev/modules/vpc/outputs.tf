# `depends_on` of an output: consumers of its value also depend on these resources.

output "private_subnet_ids" {
  description = "Ids of the private subnets, in order of their zones."
  value       = values(aws_subnet.private)[*].id

  depends_on = [aws_route.private_to_nat]
}

output "vpc_id" {
  description = "Id of the VPC."
  value       = aws_vpc.this.id
}
