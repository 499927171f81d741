resource "aws_db_subnet_group" "this" {
  name        = "ecommerce-db-dev1"
  description = "Subnets of ecommerce-db-dev1"
  subnet_ids  = var.subnet_ids
}

# connections.tf of the root module admits the modules that use the cluster.
resource "aws_security_group" "this" {
  name        = "ecommerce-db-dev1"
  description = "Instances of ecommerce-db-dev1"
  vpc_id      = var.vpc_id

  tags = {
    Name = "ecommerce-db-dev1"
  }

  lifecycle {
    # AWS refuses to delete a security group that is in use, so a new one is created first.
    create_before_destroy = true
  }
}
