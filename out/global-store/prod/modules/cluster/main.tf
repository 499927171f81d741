resource "aws_dsql_cluster" "this" {
  # The provider keeps the current value if the argument is omitted.
  deletion_protection_enabled = false

  multi_region_properties {
    witness_region = "us-west-2"
  }

  # A cluster has no name. The console shows this tag.
  tags = {
    Name = "ecommerce-cluster-prod"
  }
}

resource "aws_dsql_cluster" "peer" {
  provider = aws.peer

  deletion_protection_enabled = false

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
