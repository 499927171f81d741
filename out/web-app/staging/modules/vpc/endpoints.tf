# Gateway endpoints are free, and their traffic avoids the cost of NAT.
resource "aws_vpc_endpoint" "gateway" {
  for_each = {
    "s3" = "com.amazonaws.us-east-1.s3"
  }

  vpc_id            = aws_vpc.this.id
  service_name      = each.value
  vpc_endpoint_type = "Gateway"
  route_table_ids   = concat(values(aws_route_table.private)[*].id, [aws_route_table.isolated.id])

  tags = {
    Name = "ecommerce-vpc-endpoint-${each.key}-staging1"
  }
}
