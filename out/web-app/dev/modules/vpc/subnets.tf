# Subnets are keyed by zone, so a new zone changes no existing subnet.

resource "aws_subnet" "public" {
  for_each = {
    "us-east-1a" = "10.10.0.0/24"
    "us-east-1b" = "10.10.8.0/24"
  }

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value

  tags = {
    Name = "ecommerce-vpc-public-${each.key}-dev1"
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

# The containers. They reach the internet through NAT and are reached through the load balancer only.
resource "aws_subnet" "private" {
  for_each = {
    "us-east-1a" = "10.10.128.0/22"
    "us-east-1b" = "10.10.144.0/22"
  }

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value

  tags = {
    Name = "ecommerce-vpc-private-${each.key}-dev1"
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

# The database. No route leads out or in.
resource "aws_subnet" "isolated" {
  for_each = {
    "us-east-1a" = "10.10.64.0/24"
    "us-east-1b" = "10.10.72.0/24"
  }

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value

  tags = {
    Name = "ecommerce-vpc-isolated-${each.key}-dev1"
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
