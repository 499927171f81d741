resource "aws_lb" "this" {
  name               = "shop-front-t2"
  load_balancer_type = "application"
  internal           = false
  subnets            = var.subnet_ids
  security_groups    = [aws_security_group.this.id]

  enable_deletion_protection = true
  enable_http2               = true
  idle_timeout               = 120

  # Protection against request smuggling: requests that servers may parse in different ways.
  drop_invalid_header_fields = true
  desync_mitigation_mode     = "defensive"

  access_logs {
    enabled = true
    bucket  = "central-logs-example"
    prefix  = "shop/front"
  }

  tags = {
    Name = "shop-front-t2"
  }
}
