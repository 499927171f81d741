resource "aws_kms_key" "bare" { # finding: The key never rotates
  description = "Never changes"
}

resource "aws_kms_key" "off" { # finding: Set `enable_key_rotation = true`
  enable_key_rotation = false
}

resource "aws_kms_key" "sound" {
  enable_key_rotation = true
}

resource "aws_kms_key" "signing" {
  customer_master_key_spec = "RSA_2048"
}
