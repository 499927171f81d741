resource "aws_lb_target_group" "unchecked" { # finding: Broken targets get requests
  protocol = "HTTP"
}

resource "aws_lb_target_group" "checked" {
  protocol = "HTTP"

  health_check {
    path = "/healthz"
  }
}

resource "aws_lb_target_group" "off" { # finding: Broken targets get requests
  protocol = "HTTP"

  health_check {
    enabled = false
    path    = "/healthz"
  }
}
