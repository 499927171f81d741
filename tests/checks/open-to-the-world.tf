resource "aws_vpc_security_group_ingress_rule" "database" { # finding: Port 5432 is open to the world
  security_group_id = aws_security_group.this.id
  cidr_ipv4         = "0.0.0.0/0"
  from_port         = 5432
  to_port           = 5432
  ip_protocol       = "tcp"
}

resource "aws_vpc_security_group_ingress_rule" "range" { # finding: open to the world
  security_group_id = aws_security_group.this.id
  cidr_ipv6         = "::/0"
  from_port         = 80
  to_port           = 443
  ip_protocol       = "tcp"
}

resource "aws_vpc_security_group_ingress_rule" "everything" { # finding: Every port
  security_group_id = aws_security_group.this.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_ingress_rule" "web" {
  security_group_id = aws_security_group.this.id
  cidr_ipv4         = "0.0.0.0/0"
  from_port         = 443
  to_port           = 443
  ip_protocol       = "tcp"
}

resource "aws_vpc_security_group_ingress_rule" "office" {
  security_group_id = aws_security_group.this.id
  cidr_ipv4         = "10.0.0.0/8"
  from_port         = 5432
  to_port           = 5432
  ip_protocol       = "tcp"
}

resource "aws_vpc_security_group_ingress_rule" "each" { # finding: Port 22 is open to the world
  for_each = toset(["10.0.0.0/8", "0.0.0.0/0"])

  security_group_id = aws_security_group.this.id
  cidr_ipv4         = each.value
  from_port         = 22
  to_port           = 22
  ip_protocol       = "tcp"
}

resource "aws_vpc_security_group_ingress_rule" "of_map" { # finding: Port 3306 is open to the world
  for_each = {
    "office" = "10.0.0.0/8"
    "home"   = "0.0.0.0/0"
  }

  security_group_id = aws_security_group.this.id
  cidr_ipv4         = each.value
  from_port         = 3306
  to_port           = 3306
  ip_protocol       = "tcp"
}

resource "aws_vpc_security_group_ingress_rule" "each_network" {
  for_each = toset(["10.0.0.0/8"])

  security_group_id = aws_security_group.this.id
  cidr_ipv4         = each.value
  from_port         = 22
  to_port           = 22
  ip_protocol       = "tcp"
}

resource "aws_security_group" "inline" { # finding: Port 22 is open to the world
  name = "inline"

  ingress {
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
  }
}

resource "aws_security_group_rule" "out" {
  type        = "egress"
  cidr_blocks = ["0.0.0.0/0"]
  from_port   = 0
  to_port     = 0
  protocol    = "-1"
}

resource "aws_vpc_security_group_ingress_rule" "halves" { # finding: Port 5432 is open to the world
  for_each = toset(["0.0.0.0/1", "128.0.0.0/1"])

  security_group_id = aws_security_group.other.id
  cidr_ipv4         = each.value
  from_port         = 5432
  to_port           = 5432
  ip_protocol       = "tcp"
}

resource "aws_vpc_security_group_ingress_rule" "first_half" { # finding: Port 6379 is open to the world
  security_group_id = aws_security_group.other.id
  cidr_ipv4         = "0.0.0.0/1"
  from_port         = 6379
  to_port           = 6379
  ip_protocol       = "tcp"
}

resource "aws_vpc_security_group_ingress_rule" "global_unicast" { # finding: Port 22 is open to the world
  security_group_id = aws_security_group.other.id
  cidr_ipv6         = "2000::/3"
  from_port         = 22
  to_port           = 22
  ip_protocol       = "tcp"
}

resource "aws_vpc_security_group_ingress_rule" "unique_local" {
  security_group_id = aws_security_group.other.id
  cidr_ipv6         = "fd00::/8"
  from_port         = 22
  to_port           = 22
  ip_protocol       = "tcp"
}

locals {
  everybody = ["::/0"]
}

resource "aws_security_group" "by_local" { # finding: Port 3389 is open to the world
  ingress {
    ipv6_cidr_blocks = local.everybody
    from_port        = 3389
    to_port          = 3389
    protocol         = "tcp"
  }
}

resource "aws_security_group" "dynamic" { # finding: Port 22 is open to the world
  dynamic "ingress" {
    for_each = ["0.0.0.0/0"]

    content {
      cidr_blocks = [ingress.value]
      from_port   = 22
      to_port     = 22
      protocol    = "tcp"
    }
  }
}

resource "aws_vpc_security_group_ingress_rule" "each_of_local" { # finding: Port 1433 is open to the world
  for_each = toset(local.everybody)

  security_group_id = aws_security_group.other.id
  cidr_ipv6         = each.value
  from_port         = 1433
  to_port           = 1433
  ip_protocol       = "tcp"
}
