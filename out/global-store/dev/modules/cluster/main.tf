resource "aws_dsql_cluster" "this" {
  # Left out, the provider would leave whatever is set.
  deletion_protection_enabled = false

  # A cluster has no name, only this tag.
  tags = {
    Name = "ecommerce-cluster"
  }
}
