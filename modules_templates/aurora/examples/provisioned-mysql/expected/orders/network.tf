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
}

resource "aws_vpc_security_group_ingress_rule" "network" {
  for_each = {
    "office-vpn"  = "10.8.0.0/16"
    "data-centre" = "192.168.4.0/24"
  }

  description       = "From ${each.key}"
  security_group_id = aws_security_group.this.id
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = 3307
  to_port           = 3307
}
