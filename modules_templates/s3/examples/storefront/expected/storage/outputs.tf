# `depends_on` of an output: consumers of its value also depend on these resources.

output "static_assets_bucket_name" {
  description = "Name of the bucket static-assets."
  value       = aws_s3_bucket.static_assets.bucket

  depends_on = [
    aws_s3_bucket_public_access_block.static_assets,
    aws_s3_bucket_server_side_encryption_configuration.static_assets,
    aws_s3_bucket_versioning.static_assets,
  ]
}
