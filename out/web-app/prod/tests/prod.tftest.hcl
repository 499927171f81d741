# The main facts of this environment: `terraform init && terraform test`. It asks AWS for nothing and makes nothing.

mock_provider "aws" {
  # Its answer must be a policy, or what is made of it would be refused.
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
    target          = module.vpc.aws_vpc.this
    override_during = plan
    values          = { id = "vpc_id" }
  }

  override_resource {
    target          = module.db.aws_kms_key.this
    override_during = plan
    values          = { arn = "arn:aws:stand-in:us-east-1:123456789012:db_secret_key_arn" }
  }

  override_resource {
    target          = module.db.aws_security_group.this
    override_during = plan
    values          = { id = "db_security_group_id" }
  }

  override_resource {
    target          = module.alb.aws_lb_listener.https
    override_during = plan
    values          = { arn = "arn:aws:stand-in:us-east-1:123456789012:alb_https_listener_arn" }
  }

  override_resource {
    target          = module.alb.aws_security_group.this
    override_during = plan
    values          = { id = "alb_security_group_id" }
  }

  override_resource {
    target          = module.alb.aws_lb_listener.test
    override_during = plan
    values          = { arn = "arn:aws:stand-in:us-east-1:123456789012:alb_test_listener_arn" }
  }

  override_resource {
    target          = module.alb.aws_lb.this
    override_during = plan
    values          = { arn = "arn:aws:stand-in:us-east-1:123456789012:alb_waf_target_arn" }
  }

  override_resource {
    target          = module.alb.aws_lb_target_group.web_blue
    override_during = plan
    values          = { arn = "arn:aws:stand-in:us-east-1:123456789012:alb_web_blue_target_group_arn" }
  }

  override_resource {
    target          = module.ecs.aws_security_group.web
    override_during = plan
    values          = { id = "ecs_web_security_group_id" }
  }

  override_resource {
    target          = module.waf.aws_wafv2_web_acl.this
    override_during = plan
    values          = { arn = "arn:aws:stand-in:us-east-1:123456789012:waf_arn" }
  }

  override_resource {
    target          = module.cdn.aws_cloudfront_distribution.this
    override_during = plan
    values          = { id = "cdn_distribution_id" }
  }

  override_resource {
    target          = module.observability.aws_sns_topic.this
    override_during = plan
    values          = { arn = "arn:aws:stand-in:us-east-1:123456789012:observability_topic_arn" }
  }

  assert {
    condition = (
      aws_vpc_security_group_egress_rule.alb_to_web_8080.security_group_id == "alb_security_group_id" &&
      aws_vpc_security_group_egress_rule.alb_to_web_8080.referenced_security_group_id == "ecs_web_security_group_id"
    )
    error_message = "alb must be let out to web on port 8080."
  }

  assert {
    condition = (
      aws_vpc_security_group_ingress_rule.alb_to_web_8080.security_group_id == "ecs_web_security_group_id" &&
      aws_vpc_security_group_ingress_rule.alb_to_web_8080.referenced_security_group_id == "alb_security_group_id"
    )
    error_message = "web must let alb in on port 8080."
  }

  assert {
    condition = (
      aws_vpc_security_group_egress_rule.web_to_db_5432.security_group_id == "ecs_web_security_group_id" &&
      aws_vpc_security_group_egress_rule.web_to_db_5432.referenced_security_group_id == "db_security_group_id"
    )
    error_message = "web must be let out to db on port 5432."
  }

  assert {
    condition = (
      aws_vpc_security_group_ingress_rule.web_to_db_5432.security_group_id == "db_security_group_id" &&
      aws_vpc_security_group_ingress_rule.web_to_db_5432.referenced_security_group_id == "ecs_web_security_group_id"
    )
    error_message = "db must let web in on port 5432."
  }

  assert {
    condition     = module.vpc.vpc_id == "vpc_id"
    error_message = "vpc must tell other modules about its own resources."
  }

  assert {
    condition     = module.db.secret_key_arn == "arn:aws:stand-in:us-east-1:123456789012:db_secret_key_arn"
    error_message = "db must tell other modules about its own resources."
  }

  assert {
    condition = (
      module.alb.https_listener_arn == "arn:aws:stand-in:us-east-1:123456789012:alb_https_listener_arn" &&
      module.alb.test_listener_arn == "arn:aws:stand-in:us-east-1:123456789012:alb_test_listener_arn" &&
      module.alb.waf_target_arn == "arn:aws:stand-in:us-east-1:123456789012:alb_waf_target_arn" &&
      module.alb.web_blue_target_group_arn == "arn:aws:stand-in:us-east-1:123456789012:alb_web_blue_target_group_arn"
    )
    error_message = "alb must tell other modules about its own resources."
  }

  assert {
    condition     = output.cdn_distribution_id == "cdn_distribution_id"
    error_message = "The output cdn_distribution_id must be about the right resource."
  }

  assert {
    condition     = output.observability_topic_arn == "arn:aws:stand-in:us-east-1:123456789012:observability_topic_arn"
    error_message = "The output observability_topic_arn must be about the right resource."
  }

  assert {
    condition     = output.vpc_id == "vpc_id"
    error_message = "The output vpc_id must be about the right resource."
  }

  assert {
    condition     = output.waf_arn == "arn:aws:stand-in:us-east-1:123456789012:waf_arn"
    error_message = "The output waf_arn must be about the right resource."
  }
}

run "vpc" {
  command = plan

  module {
    source = "./modules/vpc"
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
    condition     = length(aws_nat_gateway.this) == 2
    error_message = "The network must have 2 NAT gateways."
  }
}

run "db" {
  command = plan

  module {
    source = "./modules/db"
  }

  # Facts of other modules: here only their form matters.
  variables {
    subnet_ids = ["stand-in"]
    vpc_id     = "stand-in"
  }

  assert {
    condition     = length(aws_rds_cluster_instance.this) == 2
    error_message = "The cluster must have 2 instances."
  }
}

run "waf" {
  command = plan

  module {
    source = "./modules/waf"
  }

  # Facts of other modules: here only their form matters.
  variables {
    alb_waf_target_arn = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
  }

  assert {
    condition     = length(aws_wafv2_web_acl_association.this) == 1
    error_message = "The web ACL must protect 1 targets."
  }
}
