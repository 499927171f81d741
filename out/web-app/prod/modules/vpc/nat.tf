resource "aws_eip" "nat" {
  for_each = toset(["us-east-1a", "us-east-1b"])

  domain = "vpc"

  tags = {
    Name = "ecommerce-vpc-nat-${each.key}-prod123"
  }
}

# One gateway in each zone: a zone that fails takes nobody else's way out with it.
resource "aws_nat_gateway" "this" {
  for_each = aws_eip.nat

  allocation_id = each.value.id
  subnet_id     = aws_subnet.public[each.key].id

  tags = {
    Name = "ecommerce-vpc-nat-${each.key}-prod123"
  }

  # AWS wants the way to the internet to exist before something that uses it.
  depends_on = [aws_internet_gateway.this]
}
