resource "aws_vpc" "forgotten" { # finding: The default security group of the network is open
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "closed" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_default_security_group" "closed" {
  vpc_id = aws_vpc.closed.id
}

resource "aws_default_security_group" "open" { # finding: The default security group permits something
  vpc_id = aws_vpc.closed.id

  ingress {
    protocol  = -1
    self      = true
    from_port = 0
    to_port   = 0
  }
}
