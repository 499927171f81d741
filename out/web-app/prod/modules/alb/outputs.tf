output "arn_suffix" {
  description = "Name of the load balancer in CloudWatch's dimensions."
  value       = aws_lb.this.arn_suffix
}

output "dns_name" {
  description = "DNS name of the load balancer."
  value       = aws_lb.this.dns_name
}

output "https_listener_arn" {
  description = "ARN of the HTTPS listener."
  value       = aws_lb_listener.https.arn
}

output "security_group_id" {
  description = "What its requests to targets come from."
  value       = aws_security_group.this.id
}

output "test_listener_arn" {
  description = "ARN of the test listener."
  value       = aws_lb_listener.test.arn
}

output "waf_target_arn" {
  description = "What a regional web ACL is put before."
  value       = aws_lb.this.arn
}

output "web_blue_target_group_arn" {
  description = "ARN of the target group web-blue."
  value       = aws_lb_target_group.web_blue.arn

  # Whoever reads the value waits for these.
  depends_on = [aws_lb_listener.https, aws_lb_listener.test]
}

output "web_blue_target_group_arn_suffix" {
  description = "Name in CloudWatch's dimensions of the target group web-blue."
  value       = aws_lb_target_group.web_blue.arn_suffix

  # Whoever reads the value waits for these.
  depends_on = [aws_lb_listener.https, aws_lb_listener.test]
}

output "web_blue_target_group_name" {
  description = "Name of the target group web-blue."
  value       = aws_lb_target_group.web_blue.name

  # Whoever reads the value waits for these.
  depends_on = [aws_lb_listener.https, aws_lb_listener.test]
}

output "web_green_target_group_arn_suffix" {
  description = "Name in CloudWatch's dimensions of the target group web-green."
  value       = aws_lb_target_group.web_green.arn_suffix

  # Whoever reads the value waits for these.
  depends_on = [aws_lb_listener.https, aws_lb_listener.test]
}

output "web_green_target_group_name" {
  description = "Name of the target group web-green."
  value       = aws_lb_target_group.web_green.name

  # Whoever reads the value waits for these.
  depends_on = [aws_lb_listener.https, aws_lb_listener.test]
}
