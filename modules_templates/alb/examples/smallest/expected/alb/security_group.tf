# Inbound rules of the load balancer. Its outbound rules lead to its targets; connections.tf of the root module has them.
resource "aws_security_group" "this" {
  name        = "shop-alb-t3"
  description = "Who may connect to the load balancer"
  vpc_id      = var.vpc_id

  tags = {
    Name = "shop-alb-t3"
  }

  lifecycle {
    # AWS refuses to delete a security group that is in use, so a new one is created first.
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  for_each = toset(["10.20.0.0/16"])

  description       = "HTTPS"
  security_group_id = aws_security_group.this.id
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
