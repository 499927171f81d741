resource "aws_vpc" "silent" { # finding: The network keeps no flow log
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "logged" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_flow_log" "all" {
  vpc_id       = aws_vpc.logged.id
  traffic_type = "ALL"
}

resource "aws_flow_log" "accepted" { # finding: The flow log leaves out traffic
  vpc_id       = aws_vpc.logged.id
  traffic_type = "ACCEPT"
}
