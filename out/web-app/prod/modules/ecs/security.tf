# Who may connect to a service, and to which modules it may connect, is decided in the root module.

resource "aws_security_group" "web" {
  name        = "ecommerce-web-prod123"
  description = "Tasks of web"
  vpc_id      = var.vpc_id

  tags = {
    Name = "ecommerce-web-prod123"
  }
}

# Images, secrets and logs come and go by HTTPS, from addresses AWS changes as it likes.
resource "aws_vpc_security_group_egress_rule" "web_https" {
  description       = "To AWS and the internet by HTTPS"
  security_group_id = aws_security_group.web.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
