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

# The whole root: resources get ids that a plan would not know, and each must arrive where it belongs.
run "wiring" {
  command = plan

  override_resource {
    target          = module.network.aws_vpc.this
    override_during = plan
    values          = { id = "network_vpc_id" }
  }

  override_resource {
    target          = module.db.aws_security_group.this
    override_during = plan
    values          = { id = "db_security_group_id" }
  }

  override_resource {
    target          = module.worker.aws_security_group.this
    override_during = plan
    values          = { id = "worker_security_group_id" }
  }

  assert {
    condition = (
      aws_vpc_security_group_egress_rule.worker_eu_west_1_to_db_5432.security_group_id == "worker_security_group_id" &&
      aws_vpc_security_group_egress_rule.worker_eu_west_1_to_db_5432.referenced_security_group_id == "db_security_group_id"
    )
    error_message = "worker-eu-west-1 must be let out to db on port 5432."
  }

  assert {
    condition = (
      aws_vpc_security_group_ingress_rule.worker_eu_west_1_to_db_5432.security_group_id == "db_security_group_id" &&
      aws_vpc_security_group_ingress_rule.worker_eu_west_1_to_db_5432.referenced_security_group_id == "worker_security_group_id"
    )
    error_message = "db must let worker-eu-west-1 in on port 5432."
  }

  assert {
    condition     = module.network.vpc_id == "network_vpc_id"
    error_message = "network must tell other modules about its own resources."
  }

  assert {
    condition     = output.network_vpc_id == "network_vpc_id"
    error_message = "The output network_vpc_id must be about the right resource."
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
    condition     = length(aws_rds_cluster_instance.this) == 1
    error_message = "The cluster must have 1 instances."
  }
}
