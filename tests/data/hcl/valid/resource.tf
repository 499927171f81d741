resource "aws_vpc" "this" {
  cidr_block = "10.0.0.0/16"

  tags = {
    Name = "x"
  }

  lifecycle {
    prevent_destroy = true
    ignore_changes  = [tags]
  }
}
