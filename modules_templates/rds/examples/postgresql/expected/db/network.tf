resource "aws_db_subnet_group" "this" {
  name        = "shop-db-t1"
  description = "Subnets of shop-db-t1"
  subnet_ids  = var.subnet_ids
}

# connections.tf of the root module admits the modules that use the database.
resource "aws_security_group" "this" {
  name        = "shop-db-t1"
  description = "Instances of shop-db-t1"
  vpc_id      = var.vpc_id

  tags = {
    Name = "shop-db-t1"
  }

  lifecycle {
    # AWS refuses to delete a security group that is in use, so a new one is created first.
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "network" {
  for_each = {
    "10.8.0.0/16" = "office-vpn"
  }

  description       = "From ${each.value}"
  security_group_id = aws_security_group.this.id
  cidr_ipv4         = each.key
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
}
