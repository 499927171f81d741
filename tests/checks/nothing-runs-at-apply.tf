resource "terraform_data" "seed" { # finding: A provisioner runs a program
  provisioner "local-exec" {
    command = "psql -f seed.sql"
  }
}

resource "terraform_data" "memory" {
  input = var.number
}

data "external" "version" { # finding: The data source runs a program
  program = ["git", "describe"]
}

data "aws_region" "here" {}
