resource "aws_eip" "nat" {
  for_each = toset(["us-east-1a"])

  domain = "vpc"

  tags = {
    Name = "trainr963-dev-vpc-vpc-nat-${each.key}-dev"
  }
}

# One gateway serves all zones. It costs less, and fails for all zones if its own zone fails.
resource "aws_nat_gateway" "this" {
  for_each = aws_eip.nat

  allocation_id = each.value.id
  subnet_id     = aws_subnet.public[each.key].id

  tags = {
    Name = "trainr963-dev-vpc-vpc-nat-${each.key}-dev"
  }

  # A NAT gateway needs the internet gateway.
  depends_on = [aws_internet_gateway.this]
}
