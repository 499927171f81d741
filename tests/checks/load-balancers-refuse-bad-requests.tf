resource "aws_lb" "open" { # finding: Invalid headers reach the servers
  load_balancer_type = "application"
}

resource "aws_lb" "careful" {
  load_balancer_type         = "application"
  drop_invalid_header_fields = true
}

resource "aws_lb" "watching" { # finding: Ambiguous requests reach the servers
  drop_invalid_header_fields = true
  desync_mitigation_mode     = "monitor"
}

resource "aws_lb" "network" {
  load_balancer_type = "network"
}

resource "aws_lb" "failing_open" { # finding: Requests pass while the web ACL does not answer
  drop_invalid_header_fields = true
  enable_waf_fail_open       = true
}
