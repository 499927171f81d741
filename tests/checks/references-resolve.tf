# The first finding is placed at the call in the root module, which begins in line 3 there as well.

variable "vpc_id" { # finding: Variable vpc_id is not passed
  description = "Of the network."
  type        = string
}

resource "aws_security_group" "this" { # finding: var.missing is declared nowhere
  description = var.missing
  vpc_id      = var.vpc_id
}

resource "aws_subnet" "this" { # finding: aws_vpc.other.id is declared nowhere
  for_each = { for zone in ["a"] : zone => zone }

  vpc_id            = "${aws_vpc.other.id}-${each.key}"
  availability_zone = each.value
}

resource "aws_eip" "this" {
  instance = aws_security_group.this.id
}

# The items of a `dynamic` block have its name, or that of `iterator`.
resource "aws_network_acl" "this" {
  vpc_id = aws_subnet.this["a"].vpc_id

  dynamic "ingress" {
    for_each = ["10.0.0.0/16"]

    content {
      cidr_block = ingress.value
    }
  }

  dynamic "egress" {
    for_each = ["10.0.0.0/16"]
    iterator = block

    content {
      cidr_block = block.value
    }
  }
}

resource "aws_default_network_acl" "this" { # finding: block.value is declared nowhere
  default_network_acl_id = block.value
}

removed {
  from = aws_sqs_queue.gone

  lifecycle {
    destroy = false
  }
}
