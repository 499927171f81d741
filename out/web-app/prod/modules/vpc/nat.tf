resource "aws_eip" "nat" {
  for_each = toset(["us-east-1a", "us-east-1b"])

  domain = "vpc"

  tags = {
    Name = "ecommerce-vpc-nat-${each.key}-prod123"
  }
}

# One gateway per zone: the failure of a zone does not affect the others.
resource "aws_nat_gateway" "this" {
  for_each = aws_eip.nat

  allocation_id = each.value.id
  subnet_id     = aws_subnet.public[each.key].id

  tags = {
    Name = "ecommerce-vpc-nat-${each.key}-prod123"
  }

  # A NAT gateway needs the internet gateway.
  depends_on = [aws_internet_gateway.this]
}
