# Subnets are keyed by zone, so a new zone changes no existing subnet.

resource "aws_subnet" "public" {
  for_each = {
    "us-east-1a" = "10.0.1.0/24"
    "us-east-1b" = "10.0.11.0/24"
  }

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value

  tags = {
    Name = "trainr963-synthtrainr963-vpc-vpc-public-${each.key}-production"
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
    "us-east-1a" = "10.0.100.0/24"
    "us-east-1b" = "10.0.110.0/24"
  }

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value

  tags = {
    Name = "trainr963-synthtrainr963-vpc-vpc-private-${each.key}-production"
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
