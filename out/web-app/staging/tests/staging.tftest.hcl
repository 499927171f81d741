# The main facts of this environment: `terraform init && terraform test`. It asks AWS for nothing and makes nothing.

mock_provider "aws" {
  # Its answer must be a policy, or what is made of it would be refused.
  mock_data "aws_iam_policy_document" {
    defaults = {
      json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
    }
  }
}

run "vpc" {
  command = plan

  module {
    source = "./modules/vpc"
  }

  assert {
    condition     = aws_vpc.this.cidr_block == "10.15.0.0/16"
    error_message = "The network must have the block 10.15.0.0/16."
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

  assert {
    condition     = aws_flow_log.this.traffic_type == "ALL"
    error_message = "The traffic of flow logs must match the spec."
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
    condition     = aws_rds_cluster.this.storage_encrypted == true
    error_message = "The storage must be encrypted."
  }

  assert {
    condition     = aws_rds_cluster.this.manage_master_user_password == true
    error_message = "RDS must manage the password."
  }

  assert {
    condition     = aws_rds_cluster.this.backup_retention_period == 7
    error_message = "RDS must keep backups for 7 days."
  }

  assert {
    condition     = length(aws_rds_cluster_instance.this) == 2
    error_message = "The cluster must have 2 instances."
  }
}

run "alb" {
  command = plan

  module {
    source = "./modules/alb"
  }

  # Facts of other modules: here only their form matters.
  variables {
    subnet_ids = ["stand-in"]
    vpc_id     = "stand-in"
  }

  assert {
    condition     = aws_lb.this.internal == false
    error_message = "`internal` must match the spec."
  }

  assert {
    condition     = aws_lb_listener.https.protocol == "HTTPS"
    error_message = "The listener must use HTTPS."
  }

  assert {
    condition     = aws_lb_listener.https.ssl_policy == "ELBSecurityPolicy-TLS13-1-2-2021-06"
    error_message = "The TLS policy must match the spec."
  }

  assert {
    condition     = aws_lb.this.drop_invalid_header_fields == true
    error_message = "The ALB must drop invalid headers."
  }
}

run "ecs" {
  command = plan

  module {
    source = "./modules/ecs"
  }

  # Facts of other modules: here only their form matters.
  variables {
    db_endpoint                 = "stand-in"
    db_master_secret_arn        = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
    db_secret_key_arn           = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
    subnet_ids                  = ["stand-in"]
    vpc_id                      = "stand-in"
    web_blue_target_group_name  = "stand-in"
    web_green_target_group_name = "stand-in"
    web_https_listener_arn      = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
    web_target_group_arn        = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
    web_test_listener_arn       = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
  }

  assert {
    condition     = aws_ecs_service.web.desired_count == 2
    error_message = "web must start with 2 tasks."
  }

  assert {
    condition     = aws_ecs_task_definition.web.network_mode == "awsvpc"
    error_message = "Tasks of web must have their own addresses."
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
    condition     = aws_wafv2_web_acl.this.scope == "REGIONAL"
    error_message = "The scope must match the spec."
  }

  assert {
    condition     = length(aws_wafv2_web_acl_association.this) == 1
    error_message = "The web ACL must protect 1 targets."
  }
}

run "cdn" {
  command = plan

  module {
    source = "./modules/cdn"
  }

  assert {
    condition     = aws_cloudfront_distribution.this.default_cache_behavior[0].viewer_protocol_policy == "redirect-to-https"
    error_message = "The distribution must enforce HTTPS for visitors."
  }
}
