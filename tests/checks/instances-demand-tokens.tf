resource "aws_instance" "open" { # finding: The metadata service answers without a token
  ami = "ami-0123456789abcdef0"
}

resource "aws_instance" "guarded" {
  ami = "ami-0123456789abcdef0"

  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_launch_template" "optional" { # finding: Set `http_tokens = "required"`
  metadata_options {
    http_tokens = "optional"
  }
}
