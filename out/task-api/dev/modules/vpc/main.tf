resource "aws_vpc" "this" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "trainr963-dev-vpc-vpc-dev"
  }
}

# Every VPC has a default security group, which AWS assigns to resources without a group of their own. Here it has no rules,
# so it allows no traffic.
resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id

  tags = {
    Name = "trainr963-dev-vpc-vpc-default-closed-dev"
  }
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id

  tags = {
    Name = "trainr963-dev-vpc-vpc-dev"
  }
}
