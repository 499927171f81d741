resource "aws_subnet" "public" { # finding: Whatever starts in the subnet gets a public address
  cidr_block              = "10.0.0.0/24"
  map_public_ip_on_launch = true
}

resource "aws_subnet" "private" {
  cidr_block = "10.0.1.0/24"
}

resource "aws_ecs_service" "addressed" { # finding: The tasks have public addresses
  network_configuration {
    subnets          = var.subnet_ids
    assign_public_ip = true
  }
}

resource "aws_instance" "addressed" { # finding: The machine has a public address
  associate_public_ip_address = true
}
