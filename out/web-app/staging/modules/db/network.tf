resource "aws_db_subnet_group" "this" {
  name        = "ecommerce-db-staging1"
  description = "Where the instances of ecommerce-db-staging1 stand"
  subnet_ids  = var.subnet_ids
}

# Modules that use the cluster are let in by the root module's connections.tf.
resource "aws_security_group" "this" {
  name        = "ecommerce-db-staging1"
  description = "Instances of ecommerce-db-staging1"
  vpc_id      = var.vpc_id

  tags = {
    Name = "ecommerce-db-staging1"
  }
}
