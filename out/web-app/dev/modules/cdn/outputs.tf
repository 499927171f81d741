output "assets_bucket_name" {
  description = "Name of the bucket of assets."
  value       = aws_s3_bucket.assets.bucket
}

output "distribution_id" {
  description = "Id of the distribution, for invalidations."
  value       = aws_cloudfront_distribution.this.id
}

output "domain_name" {
  description = "Host name of the distribution."
  value       = aws_cloudfront_distribution.this.domain_name
}
