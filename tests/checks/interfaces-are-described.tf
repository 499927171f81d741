variable "vpc_id" { # finding: var
  type = string
}

output "id" { # finding: output.id has no description
  value = var.vpc_id
}

resource "aws_security_group" "this" { # finding: has no description
  vpc_id = var.vpc_id
}

variable "subnet_ids" {
  description = "Where it stands."
  type        = list(string)
}
