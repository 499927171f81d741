resource "aws_route" "isolated_to_internet" { # finding: aws_route_table.isolated has a route to the internet
  route_table_id         = aws_route_table.isolated.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this.id
}

resource "aws_route" "public_to_internet" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this.id
}

resource "aws_route" "isolated_to_nat" { # finding: aws_route_table.isolated has a route to the internet
  route_table_id         = aws_route_table.isolated.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.this.id
}

resource "aws_route" "private_to_nat" {
  for_each = aws_route_table.private

  route_table_id         = each.value.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.this[each.key].id
}

resource "aws_route_table" "private_inline" { # finding: aws_route_table.private_inline has a route to the internet
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.this.id
  }
}

resource "aws_route_table_association" "private" { # finding: aws_subnet.private is reached from the internet
  for_each = aws_subnet.private

  subnet_id      = each.value.id
  route_table_id = aws_route_table.public.id
}

resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = aws_route_table.public.id
}

resource "aws_db_subnet_group" "public" { # finding: The database lies in public subnets
  subnet_ids = [aws_subnet.public.id]
}

resource "aws_db_subnet_group" "isolated" {
  subnet_ids = [aws_subnet.isolated.id]
}
