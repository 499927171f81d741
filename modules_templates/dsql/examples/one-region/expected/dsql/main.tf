resource "aws_dsql_cluster" "this" {
  # The provider keeps the current value if the argument is omitted.
  deletion_protection_enabled = false
  kms_encryption_key          = "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012"

  # A cluster has no name. The console shows this tag.
  tags = {
    Name = "ecommerce-dsql-dev"
  }
}
