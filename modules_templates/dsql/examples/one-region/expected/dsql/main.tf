resource "aws_dsql_cluster" "this" {
  # Left out, the provider would leave whatever is set.
  deletion_protection_enabled = false
  kms_encryption_key          = "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012"

  # A cluster has no name, only this tag.
  tags = {
    Name = "ecommerce-dsql-dev"
  }
}
