# Who may connect to a service, and to which modules it may connect, is decided in the root module.

resource "aws_security_group" "worker" {
  name        = "shop-worker-t3"
  description = "Tasks of worker"
  vpc_id      = var.vpc_id

  tags = {
    Name = "shop-worker-t3"
  }
}

# Images, secrets and logs come and go by HTTPS, from addresses AWS changes as it likes.
resource "aws_vpc_security_group_egress_rule" "worker_https" {
  description       = "To AWS and the internet by HTTPS"
  security_group_id = aws_security_group.worker.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
