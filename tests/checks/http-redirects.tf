resource "aws_lb_listener" "plain" { # finding: Port 80 serves plain HTTP
  port     = 80
  protocol = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }
}

resource "aws_lb_listener" "circle" { # finding: Port 8080 serves plain HTTP
  port     = 8080
  protocol = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      protocol    = "HTTP"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_lb_listener" "sound" {
  port     = 80
  protocol = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_lb_listener" "https" {
  port     = 443
  protocol = "HTTPS"
}
