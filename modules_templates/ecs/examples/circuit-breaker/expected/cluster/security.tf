# connections.tf of the root module has the rules between a service and other modules.

resource "aws_security_group" "order_api" {
  name        = "shop-order-api-t2"
  description = "Tasks of order-api"
  vpc_id      = var.vpc_id

  tags = {
    Name = "shop-order-api-t2"
  }

  lifecycle {
    # AWS refuses to delete a security group that is in use, so a new one is created first. It cannot change a description.
    create_before_destroy = true
    ignore_changes        = [description]
  }
}

# Tasks reach images, secrets and logs over HTTPS. AWS changes the addresses of these endpoints.
resource "aws_vpc_security_group_egress_rule" "order_api_https" {
  description       = "To AWS and the internet by HTTPS"
  security_group_id = aws_security_group.order_api.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_security_group" "nightly_report" {
  name        = "shop-nightly-report-t2"
  description = "Tasks of nightly-report"
  vpc_id      = var.vpc_id

  tags = {
    Name = "shop-nightly-report-t2"
  }

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [description]
  }
}

resource "aws_vpc_security_group_egress_rule" "nightly_report_https" {
  description       = "To AWS and the internet by HTTPS"
  security_group_id = aws_security_group.nightly_report.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
