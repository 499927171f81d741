resource "aws_lb" "this" {
  name               = "ecommerce-alb-dev1"
  load_balancer_type = "application"
  internal           = false
  subnets            = var.subnet_ids
  security_groups    = [aws_security_group.this.id]

  enable_http2 = true
  idle_timeout = 60

  # Protection against request smuggling: requests that servers may parse in different ways.
  drop_invalid_header_fields = true
  desync_mitigation_mode     = "defensive"

  access_logs {
    enabled = true
    bucket  = aws_s3_bucket.access_logs.bucket
  }

  tags = {
    Name = "ecommerce-alb-dev1"
  }

  # AWS writes a test object as soon as logs are enabled, so the bucket policy must exist.
  depends_on = [aws_s3_bucket_policy.access_logs]
}
