# Functions accept no connections. connections.tf of the root module has their rules to other modules.
resource "aws_security_group" "this" {
  name        = "shop-workers-t1"
  description = "Functions of workers"
  vpc_id      = var.vpc_id

  tags = {
    Name = "shop-workers-t1"
  }

  lifecycle {
    # AWS refuses to delete a security group that is in use, so a new one is created first. It cannot change a description.
    create_before_destroy = true
    ignore_changes        = [description]
  }
}

resource "aws_vpc_security_group_egress_rule" "tcp_443" {
  description       = "To AWS and the internet"
  security_group_id = aws_security_group.this.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
