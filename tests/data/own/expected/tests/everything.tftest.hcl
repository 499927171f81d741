# The main facts of this environment: `terraform init && terraform test`. It asks AWS for nothing and makes nothing.

mock_provider "aws" {
  # Its answer must be a policy, or what is made of it would be refused.
  mock_data "aws_iam_policy_document" {
    defaults = {
      json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
    }
  }
}

mock_provider "aws" {
  alias = "eu_west_1"

  mock_data "aws_iam_policy_document" {
    defaults = {
      json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
    }
  }
}

run "network" {
  command = plan

  module {
    source = "./modules/network"
  }

  providers = {
    aws = aws.eu_west_1
  }

  assert {
    condition     = aws_vpc.this.cidr_block == "10.20.0.0/16"
    error_message = "The network must have the block 10.20.0.0/16."
  }

  assert {
    condition     = length(aws_subnet.public) == 2
    error_message = "The public subnets must lie in 2 zones."
  }

  assert {
    condition     = length(aws_subnet.private) == 2
    error_message = "The private subnets must lie in 2 zones."
  }

  assert {
    condition     = length(aws_subnet.isolated) == 2
    error_message = "The isolated subnets must lie in 2 zones."
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 1
    error_message = "The network must have 1 NAT gateways."
  }
}

run "db" {
  command = plan

  module {
    source = "./modules/db"
  }

  providers = {
    aws = aws.eu_west_1
  }

  # Facts of other modules: here only their form matters.
  variables {
    subnet_ids = ["stand-in"]
    vpc_id     = "stand-in"
  }

  assert {
    condition     = aws_rds_cluster.this.storage_encrypted == true
    error_message = "The storage must be encrypted."
  }

  assert {
    condition     = aws_rds_cluster.this.manage_master_user_password == true
    error_message = "RDS must manage the password."
  }

  assert {
    condition     = aws_rds_cluster.this.backup_retention_period == 1
    error_message = "RDS must keep backups for 1 days."
  }

  assert {
    condition     = length(aws_rds_cluster_instance.this) == 1
    error_message = "The cluster must have 1 instances."
  }
}

run "worker" {
  command = plan

  module {
    source = "./modules/worker"
  }

  providers = {
    aws = aws.eu_west_1
  }

  # Facts of other modules: here only their form matters.
  variables {
    db_endpoint          = "stand-in"
    db_master_secret_arn = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
    subnet_ids           = ["stand-in"]
    vpc_id               = "stand-in"
  }

  assert {
    condition     = aws_lambda_function.count.runtime == "python3.13"
    error_message = "count must run on python3.13."
  }

  assert {
    condition     = aws_lambda_function.count.memory_size == 256
    error_message = "count must have 256 MB."
  }
}
