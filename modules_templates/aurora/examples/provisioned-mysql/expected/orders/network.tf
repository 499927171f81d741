resource "aws_db_subnet_group" "this" {
  name        = "shop-orders-t1"
  description = "Subnets of shop-orders-t1"
  subnet_ids  = var.subnet_ids
}

# connections.tf of the root module admits the modules that use the cluster.
resource "aws_security_group" "this" {
  name        = "shop-orders-t1"
  description = "Instances of shop-orders-t1"
  vpc_id      = var.vpc_id

  tags = {
    Name = "shop-orders-t1"
  }

  lifecycle {
    # AWS refuses to delete a security group that is in use, so a new one is created first.
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "network" {
  for_each = {
    "192.168.4.0/24" = "data-centre"
    "10.8.0.0/16"    = "office-vpn"
  }

  description       = "From ${each.value}"
  security_group_id = aws_security_group.this.id
  cidr_ipv4         = each.key
  ip_protocol       = "tcp"
  from_port         = 3307
  to_port           = 3307
}
