output "domain_name" {
  description = "Host name of the distribution."
  value       = aws_cloudfront_distribution.this.domain_name
}
