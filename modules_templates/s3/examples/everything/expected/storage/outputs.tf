# `depends_on` of an output: consumers of its value also depend on these resources.

output "records_bucket_name" {
  description = "Name of the bucket records."
  value       = aws_s3_bucket.records.bucket

  depends_on = [
    aws_s3_bucket_public_access_block.records,
    aws_s3_bucket_server_side_encryption_configuration.records,
  ]
}

output "reports_bucket_name" {
  description = "Name of the bucket reports."
  value       = aws_s3_bucket.reports.bucket

  depends_on = [
    aws_s3_bucket_public_access_block.reports,
    aws_s3_bucket_server_side_encryption_configuration.reports,
  ]
}

output "uploads_bucket_name" {
  description = "Name of the bucket uploads."
  value       = aws_s3_bucket.uploads.bucket

  depends_on = [
    aws_s3_bucket_public_access_block.uploads,
    aws_s3_bucket_server_side_encryption_configuration.uploads,
    aws_s3_bucket_versioning.uploads,
  ]
}
