resource "aws_db_subnet_group" "this" {
  name        = "shop-db-t4"
  description = "Subnets of shop-db-t4"
  subnet_ids  = var.subnet_ids
}

# connections.tf of the root module admits the modules that use the database.
resource "aws_security_group" "this" {
  name        = "shop-db-t4"
  description = "Instances of shop-db-t4"
  vpc_id      = var.vpc_id

  tags = {
    Name = "shop-db-t4"
  }

  lifecycle {
    # AWS refuses to delete a security group that is in use, so a new one is created first.
    create_before_destroy = true
  }
}
