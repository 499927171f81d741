# Gateway endpoints are free, and their traffic avoids the cost of NAT.
resource "aws_vpc_endpoint" "gateway" {
  for_each = {
    "dynamodb" = "com.amazonaws.us-east-1.dynamodb"
    "s3"       = "com.amazonaws.us-east-1.s3"
  }

  vpc_id            = aws_vpc.this.id
  service_name      = each.value
  vpc_endpoint_type = "Gateway"
  route_table_ids   = values(aws_route_table.private)[*].id

  tags = {
    Name = "trainr963-dev-vpc-vpc-endpoint-${each.key}-dev"
  }
}
