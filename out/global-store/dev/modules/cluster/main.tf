resource "aws_dsql_cluster" "this" {
  # The provider keeps the current value if the argument is omitted.
  deletion_protection_enabled = false

  # A cluster has no name. The console shows this tag.
  tags = {
    Name = "ecommerce-cluster"
  }
}
