# Subnets are keyed by zone, so a new zone changes no existing subnet.

resource "aws_subnet" "public" {
  for_each = {
    "eu-west-1a" = "10.20.0.0/24"
    "eu-west-1b" = "10.20.8.0/24"
  }

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value

  tags = {
    Name = "shop-network-public-${each.key}-t1"
  }

  lifecycle {
    # AWS refuses to delete a subnet that is in use, so its users are updated first.
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "public" {
  for_each = aws_subnet.public

  subnet_id      = each.value.id
  route_table_id = aws_route_table.public.id
}

resource "aws_subnet" "private" {
  for_each = {
    "eu-west-1a" = "10.20.128.0/24"
    "eu-west-1b" = "10.20.144.0/24"
  }

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value

  tags = {
    Name = "shop-network-private-${each.key}-t1"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "private" {
  for_each = aws_subnet.private

  subnet_id      = each.value.id
  route_table_id = aws_route_table.private[each.key].id
}

resource "aws_subnet" "isolated" {
  for_each = {
    "eu-west-1a" = "10.20.64.0/24"
    "eu-west-1b" = "10.20.72.0/24"
  }

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value

  tags = {
    Name = "shop-network-isolated-${each.key}-t1"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "isolated" {
  for_each = aws_subnet.isolated

  subnet_id      = each.value.id
  route_table_id = aws_route_table.isolated.id
}
