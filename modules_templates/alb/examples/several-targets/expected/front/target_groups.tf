# AWS refuses to delete a target group that a listener leads to, so a new one is created first.

resource "aws_lb_target_group" "web" {
  name                 = "shop-web-t2"
  vpc_id               = var.vpc_id
  target_type          = "ip"
  port                 = 3000
  protocol             = "HTTP"
  deregistration_delay = 60

  health_check {
    path                = "/"
    protocol            = "HTTP"
    matcher             = "200"
    interval            = 30
    timeout             = 5
    healthy_threshold   = 3
    unhealthy_threshold = 3
  }

  stickiness {
    type            = "lb_cookie"
    cookie_duration = 86400
  }

  lifecycle {
    create_before_destroy = true
  }
}

# Moves to a balancer of its own next year.
resource "aws_lb_target_group" "api_blue" {
  name                 = "shop-api-blue-t2"
  vpc_id               = var.vpc_id
  target_type          = "ip"
  port                 = 8080
  protocol             = "HTTP"
  deregistration_delay = 30

  health_check {
    path                = "/api/health"
    protocol            = "HTTP"
    matcher             = "200-299"
    interval            = 10
    timeout             = 4
    healthy_threshold   = 3
    unhealthy_threshold = 2
  }

  lifecycle {
    create_before_destroy = true
  }
}

# Moves to a balancer of its own next year.
resource "aws_lb_target_group" "api_green" {
  name                 = "shop-api-green-t2"
  vpc_id               = var.vpc_id
  target_type          = "ip"
  port                 = 8080
  protocol             = "HTTP"
  deregistration_delay = 30

  health_check {
    path                = "/api/health"
    protocol            = "HTTP"
    matcher             = "200-299"
    interval            = 10
    timeout             = 4
    healthy_threshold   = 3
    unhealthy_threshold = 2
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_lb_target_group" "admin_panel" {
  name                 = "shop-admin-panel-t2"
  vpc_id               = var.vpc_id
  target_type          = "ip"
  port                 = 8443
  protocol             = "HTTPS"
  deregistration_delay = 60

  health_check {
    path                = "/"
    protocol            = "HTTPS"
    matcher             = "200"
    interval            = 30
    timeout             = 5
    healthy_threshold   = 3
    unhealthy_threshold = 3
  }

  lifecycle {
    create_before_destroy = true
  }
}
