output "domain_name" {
  description = "Host name the distribution answers under."
  value       = aws_cloudfront_distribution.this.domain_name
}
