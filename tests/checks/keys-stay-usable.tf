resource "aws_kms_key" "disabled" { # finding: The key is disabled
  is_enabled = false
}

resource "aws_kms_key" "usable" {
  enable_key_rotation = true
}

resource "aws_kms_key" "unchecked" { # finding: The policy of the key may lock everybody out
  bypass_policy_lockout_safety_check = true
}
