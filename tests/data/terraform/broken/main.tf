provider "aws" {
  region = "eu-central-1"
}

resource "aws_vpc" "this" {
  cidr_blok = "10.20.0.0/16"
}

resource "aws_subnet" "private" {
  vpc_id     = aws_vpc.missing.id
  cidr_block = "10.20.0.0/24"
}
