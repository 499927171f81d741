# `depends_on` of an output: consumers of its value also depend on these resources.

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
  description = "Security group of the load balancer."
  value       = aws_security_group.this.id
}

output "test_listener_arn" {
  description = "ARN of the test listener."
  value       = aws_lb_listener.test.arn
}

output "waf_target_arn" {
  description = "ARN of the load balancer, for a regional web ACL."
  value       = aws_lb.this.arn
}

output "web_blue_target_group_arn" {
  description = "ARN of the target group web-blue."
  value       = aws_lb_target_group.web_blue.arn

  depends_on = [aws_lb_listener.https, aws_lb_listener.test]
}

output "web_blue_target_group_arn_suffix" {
  description = "Name of the target group web-blue in CloudWatch's dimensions."
  value       = aws_lb_target_group.web_blue.arn_suffix

  depends_on = [aws_lb_listener.https, aws_lb_listener.test]
}

output "web_blue_target_group_name" {
  description = "Name of the target group web-blue."
  value       = aws_lb_target_group.web_blue.name

  depends_on = [aws_lb_listener.https, aws_lb_listener.test]
}

output "web_green_target_group_arn_suffix" {
  description = "Name of the target group web-green in CloudWatch's dimensions."
  value       = aws_lb_target_group.web_green.arn_suffix

  depends_on = [aws_lb_listener.https, aws_lb_listener.test]
}

output "web_green_target_group_name" {
  description = "Name of the target group web-green."
  value       = aws_lb_target_group.web_green.name

  depends_on = [aws_lb_listener.https, aws_lb_listener.test]
}
