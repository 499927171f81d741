# `depends_on` of an output: consumers of its value also depend on these resources.

output "lambda_deploy_bucket_name" {
  description = "Name of the bucket lambda-deploy."
  value       = aws_s3_bucket.lambda_deploy.bucket

  depends_on = [
    aws_s3_bucket_public_access_block.lambda_deploy,
    aws_s3_bucket_server_side_encryption_configuration.lambda_deploy,
    aws_s3_bucket_versioning.lambda_deploy,
  ]
}
