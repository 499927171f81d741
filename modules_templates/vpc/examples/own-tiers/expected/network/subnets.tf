# Subnets are keyed by zone, so a new zone changes no existing subnet.

resource "aws_subnet" "public" {
  for_each = {
    "eu-west-1a" = "10.40.0.0/24"
    "eu-west-1b" = "10.40.1.0/24"
  }

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value

  tags = {
    "Name"                   = "shop-network-public-${each.key}-t2"
    "kubernetes.io/role/elb" = "1"
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

# Room for 4,000 pods in each zone.
resource "aws_subnet" "app" {
  for_each = {
    "eu-west-1a" = "10.40.4.0/22"
    "eu-west-1b" = "10.40.8.0/22"
  }

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value

  tags = {
    Name = "shop-network-app-${each.key}-t2"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "app" {
  for_each = aws_subnet.app

  subnet_id      = each.value.id
  route_table_id = aws_route_table.private[each.key].id
}
