resource "aws_eip" "nat" {
  for_each = toset(["eu-west-1a"])

  domain = "vpc"

  tags = {
    Name = "shop-network-nat-${each.key}-t1"
  }
}

# One gateway serves all zones: cheaper, and gone for all of them when its zone is.
resource "aws_nat_gateway" "this" {
  for_each = aws_eip.nat

  allocation_id = each.value.id
  subnet_id     = aws_subnet.public[each.key].id

  tags = {
    Name = "shop-network-nat-${each.key}-t1"
  }

  # AWS wants the way to the internet to exist before something that uses it.
  depends_on = [aws_internet_gateway.this]
}
