# Inbound rules of the load balancer. Its outbound rules lead to its targets; connections.tf of the root module has them.
resource "aws_security_group" "this" {
  name        = "ecommerce-alb-dev1"
  description = "Who may connect to the load balancer"
  vpc_id      = var.vpc_id

  tags = {
    Name = "ecommerce-alb-dev1"
  }

  lifecycle {
    # AWS refuses to delete a security group that is in use, so a new one is created first.
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  for_each = toset(["0.0.0.0/0"])

  description       = "HTTPS"
  security_group_id = aws_security_group.this.id
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_ingress_rule" "http" {
  for_each = toset(["0.0.0.0/0"])

  description       = "HTTP, to be redirected"
  security_group_id = aws_security_group.this.id
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = 80
  to_port           = 80
}

resource "aws_vpc_security_group_ingress_rule" "test" {
  for_each = toset(["10.10.0.0/16"])

  description       = "Tests of the next version"
  security_group_id = aws_security_group.this.id
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = 8443
  to_port           = 8443
}
