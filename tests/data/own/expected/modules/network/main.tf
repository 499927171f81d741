resource "aws_vpc" "this" {
  cidr_block           = "10.20.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "shop-network-t1"
  }
}

# AWS gives every VPC a security group that lets its members talk to each other, and puts whatever names no group of
# its own into it. Taken over here without a rule, it lets nothing in or out.
resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id

  tags = {
    Name = "shop-network-default-closed-t1"
  }
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id

  tags = {
    Name = "shop-network-t1"
  }
}
