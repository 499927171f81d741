# connections.tf of the root module has the rules between a service and other modules.

resource "aws_security_group" "worker" {
  name        = "shop-worker-t3"
  description = "Tasks of worker"
  vpc_id      = var.vpc_id

  tags = {
    Name = "shop-worker-t3"
  }

  lifecycle {
    # AWS refuses to delete a security group that is in use, so a new one is created first. It cannot change a description.
    create_before_destroy = true
    ignore_changes        = [description]
  }
}

# Tasks reach images, secrets and logs over HTTPS. AWS changes the addresses of these endpoints.
resource "aws_vpc_security_group_egress_rule" "worker_https" {
  description       = "To AWS and the internet by HTTPS"
  security_group_id = aws_security_group.worker.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
