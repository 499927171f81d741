resource "aws_db_subnet_group" "this" {
  name        = "ecommerce-db-prod123"
  description = "Subnets of ecommerce-db-prod123"
  subnet_ids  = var.subnet_ids
}

# connections.tf of the root module admits the modules that use the cluster.
resource "aws_security_group" "this" {
  name        = "ecommerce-db-prod123"
  description = "Instances of ecommerce-db-prod123"
  vpc_id      = var.vpc_id

  tags = {
    Name = "ecommerce-db-prod123"
  }

  lifecycle {
    # AWS refuses to delete a security group that is in use, so a new one is created first.
    create_before_destroy = true
  }
}
