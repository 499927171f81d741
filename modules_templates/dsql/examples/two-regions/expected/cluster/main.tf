resource "aws_dsql_cluster" "this" {
  # The provider keeps the current value if the argument is omitted.
  deletion_protection_enabled = true

  multi_region_properties {
    witness_region = "us-west-2"
  }

  # A cluster has no name. The console shows this tag.
  tags = {
    Name = "ecommerce-cluster-prod"
  }
}

# Takes over at once when us-east-1 fails, without losing a transaction.
resource "aws_dsql_cluster" "peer" {
  provider = aws.peer

  deletion_protection_enabled = true
  kms_encryption_key          = "arn:aws:kms:us-east-2:123456789012:key/12345678-1234-1234-1234-123456789012"

  multi_region_properties {
    witness_region = "us-west-2"
  }

  tags = {
    Name = "ecommerce-cluster-us-east-2-prod"
  }
}

# Each cluster stays in PENDING_SETUP until it knows its peer.
resource "aws_dsql_cluster_peering" "this" {
  identifier     = aws_dsql_cluster.this.identifier
  clusters       = [aws_dsql_cluster.peer.arn]
  witness_region = "us-west-2"
}

resource "aws_dsql_cluster_peering" "peer" {
  provider = aws.peer

  identifier     = aws_dsql_cluster.peer.identifier
  clusters       = [aws_dsql_cluster.this.arn]
  witness_region = "us-west-2"
}
