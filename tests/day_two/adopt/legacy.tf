# Years of state, as people write it.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_vpc" "main" {
  cidr_block           = "10.20.0.0/16"
  enable_dns_hostnames = true

  tags = {
    Name = "main"
  }
}

resource "aws_subnet" "web" {
  for_each = {
    a = "10.20.0.0/24"
    b = "10.20.8.0/24"
  }

  vpc_id            = aws_vpc.main.id
  availability_zone = "eu-central-1${each.key}"
  cidr_block        = each.value
}

resource "aws_subnet" "internal" {
  count = 2

  vpc_id            = aws_vpc.main.id
  availability_zone = ["eu-central-1a", "eu-central-1b"][count.index]
  cidr_block        = ["10.20.128.0/24", "10.20.144.0/24"][count.index]
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table" "web" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route" "out" {
  route_table_id         = aws_route_table.web.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}

resource "aws_route_table_association" "web" {
  for_each = aws_subnet.web

  subnet_id      = each.value.id
  route_table_id = aws_route_table.web.id
}

resource "aws_eip" "nat" {
  domain = "vpc"
}

resource "aws_nat_gateway" "nat" {
  allocation_id = aws_eip.nat.id
  subnet_id     = aws_subnet.web["a"].id
}

resource "aws_route_table" "internal" {
  count  = 2
  vpc_id = aws_vpc.main.id
}

resource "aws_route" "nat" {
  count = 2

  route_table_id         = aws_route_table.internal[count.index].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat.id
}

resource "aws_route_table_association" "internal" {
  count = 2

  subnet_id      = aws_subnet.internal[count.index].id
  route_table_id = aws_route_table.internal[count.index].id
}

resource "aws_cloudwatch_log_group" "flow" {
  name              = "/aws/vpc/shop-vpc-flow-logs-prod"
  retention_in_days = 90
}

resource "aws_iam_role" "flow" {
  name = "shop-vpc-flow-logs-prod"

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "vpc-flow-logs.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "flow" {
  name = "write-flow-logs"
  role = aws_iam_role.flow.name

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "logs:*", Resource = "*" }]
  })
}

module "files" {
  source = "./files"
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  # The emulator forgets it where it is set later.
  server_side_encryption {
    enabled = true
  }
}

resource "aws_sns_topic" "alarms" {
  name = "shop-watch-alarms-prod"
}

resource "aws_kms_key" "alarms" {
  description = "alarms"
}

resource "aws_kms_alias" "alarms" {
  name          = "alias/shop-watch-alarms-prod"
  target_key_id = aws_kms_key.alarms.id
}

resource "aws_sqs_queue" "forgotten" {
  name = "forgotten"
}
