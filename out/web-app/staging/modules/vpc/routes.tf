# AWS refuses to delete a route table that a subnet uses, so its subnets get another one first.

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.this.id

  tags = {
    Name = "ecommerce-vpc-public-staging1"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "public_to_internet" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this.id
}

# One route table per zone, so each zone can have its own NAT gateway.
resource "aws_route_table" "private" {
  for_each = toset(["us-east-1a", "us-east-1b"])

  vpc_id = aws_vpc.this.id

  tags = {
    Name = "ecommerce-vpc-private-${each.key}-staging1"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "private_to_nat" {
  for_each = aws_route_table.private

  route_table_id         = each.value.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.this["us-east-1a"].id
}

# Isolated subnets have no route to or from the internet.
resource "aws_route_table" "isolated" {
  vpc_id = aws_vpc.this.id

  tags = {
    Name = "ecommerce-vpc-isolated-staging1"
  }

  lifecycle {
    create_before_destroy = true
  }
}
