# Who may connect to a service, and to which modules it may connect, is decided in the root module.

resource "aws_security_group" "order_api" {
  name        = "shop-order-api-t2"
  description = "Tasks of order-api"
  vpc_id      = var.vpc_id

  tags = {
    Name = "shop-order-api-t2"
  }
}

# Images, secrets and logs come and go by HTTPS, from addresses AWS changes as it likes.
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
}

# Images, secrets and logs come and go by HTTPS, from addresses AWS changes as it likes.
resource "aws_vpc_security_group_egress_rule" "nightly_report_https" {
  description       = "To AWS and the internet by HTTPS"
  security_group_id = aws_security_group.nightly_report.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
