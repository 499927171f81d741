resource "aws_vpc" "this" {
  cidr_block           = "10.20.0.0/16"
  enable_dns_hostnames = true

  tags = {
    Name = "network"
  }
}

resource "aws_subnet" "private" {
  for_each = {
    "eu-central-1a" = "10.20.0.0/24"
    "eu-central-1b" = "10.20.1.0/24"
  }

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value
}
