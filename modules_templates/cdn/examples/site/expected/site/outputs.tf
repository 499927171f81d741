output "distribution_id" {
  description = "Id of the distribution, for invalidations."
  value       = aws_cloudfront_distribution.this.id
}

output "domain_name" {
  description = "Host name of the distribution."
  value       = aws_cloudfront_distribution.this.domain_name
}

output "media_bucket_name" {
  description = "Name of the bucket of media."
  value       = aws_s3_bucket.media.bucket
}

output "pages_bucket_name" {
  description = "Name of the bucket of pages."
  value       = aws_s3_bucket.pages.bucket
}
