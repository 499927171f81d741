resource "aws_apprunner_service" "web" {
  service_name = "${local.prefix}-web"

  source_configuration {
    auto_deployments_enabled = false

    image_repository {
      image_identifier      = "public.ecr.aws/nginx/nginx:1.27"
      image_repository_type = "ECR_PUBLIC"

      image_configuration {
        port = "80"
      }
    }
  }
}

resource "aws_appsync_graphql_api" "main" {
  name                = local.prefix
  authentication_type = "AWS_IAM"
  schema              = "type Query { hello: String }"
}

resource "aws_batch_compute_environment" "spot" {
  type         = "MANAGED"
  service_role = aws_iam_role.function.arn

  compute_resources {
    type               = "FARGATE_SPOT"
    max_vcpus          = 16
    subnets            = aws_subnet.private[*].id
    security_group_ids = [aws_security_group.balancer.id]
  }
}

resource "aws_batch_job_queue" "main" {
  name     = local.prefix
  state    = "ENABLED"
  priority = 1

  compute_environment_order {
    order               = 1
    compute_environment = aws_batch_compute_environment.spot.arn
  }
}

resource "aws_codedeploy_app" "main" {
  name             = local.prefix
  compute_platform = "Server"
}

resource "aws_codedeploy_deployment_group" "main" {
  app_name              = aws_codedeploy_app.main.name
  deployment_group_name = "main"
  service_role_arn      = aws_iam_role.function.arn

  ec2_tag_set {
    ec2_tag_filter {
      key   = "Name"
      type  = "KEY_AND_VALUE"
      value = "web"
    }
  }

  auto_rollback_configuration {
    enabled = true
    events  = ["DEPLOYMENT_FAILURE"]
  }
}

resource "aws_codepipeline" "main" {
  name     = local.prefix
  role_arn = aws_iam_role.function.arn

  artifact_store {
    location = aws_s3_bucket.logs.bucket
    type     = "S3"
  }

  stage {
    name = "Source"

    action {
      name             = "Source"
      category         = "Source"
      owner            = "AWS"
      provider         = "CodeStarSourceConnection"
      version          = "1"
      output_artifacts = ["source"]

      configuration = {
        ConnectionArn    = aws_codestarconnections_connection.github.arn
        FullRepositoryId = "example/shop"
        BranchName       = "main"
      }
    }
  }

  stage {
    name = "Build"

    action {
      name            = "Build"
      category        = "Build"
      owner           = "AWS"
      provider        = "CodeBuild"
      version         = "1"
      input_artifacts = ["source"]
      configuration   = { ProjectName = aws_codebuild_project.main.name }
    }
  }
}

resource "aws_codestarconnections_connection" "github" {
  name          = "github"
  provider_type = "GitHub"
}

resource "aws_customer_gateway" "office" {
  bgp_asn    = 65000
  ip_address = "192.0.2.10"
  type       = "ipsec.1"
}

resource "aws_vpn_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_vpn_connection" "office" {
  vpn_gateway_id      = aws_vpn_gateway.main.id
  customer_gateway_id = aws_customer_gateway.office.id
  type                = "ipsec.1"
  static_routes_only  = true
}

resource "aws_docdb_cluster" "main" {
  cluster_identifier          = "${local.prefix}-docs"
  master_username             = "dbadmin"
  manage_master_user_password = true
  storage_encrypted           = true
  skip_final_snapshot         = true
}

resource "aws_docdb_cluster_instance" "main" {
  count              = 2
  identifier         = "${local.prefix}-docs-${count.index}"
  cluster_identifier = aws_docdb_cluster.main.id
  instance_class     = "db.t4g.medium"
}

resource "aws_eks_cluster" "main" {
  name     = local.prefix
  role_arn = aws_iam_role.function.arn
  version  = "1.33"

  vpc_config {
    subnet_ids              = aws_subnet.private[*].id
    endpoint_private_access = true
    endpoint_public_access  = false
  }

  encryption_config {
    resources = ["secrets"]

    provider {
      key_arn = aws_kms_key.main.arn
    }
  }

  access_config {
    authentication_mode = "API"
  }
}

resource "aws_eks_node_group" "main" {
  cluster_name    = aws_eks_cluster.main.name
  node_group_name = "main"
  node_role_arn   = aws_iam_role.bastion.arn
  subnet_ids      = aws_subnet.private[*].id

  scaling_config {
    desired_size = 2
    max_size     = 4
    min_size     = 1
  }

  taint {
    key    = "dedicated"
    value  = "batch"
    effect = "NO_SCHEDULE"
  }
}

resource "aws_eks_addon" "this" {
  for_each     = toset(["coredns", "kube-proxy", "vpc-cni"])
  cluster_name = aws_eks_cluster.main.name
  addon_name   = each.key
}

resource "aws_globalaccelerator_accelerator" "main" {
  name            = local.prefix
  ip_address_type = "IPV4"
}

resource "aws_globalaccelerator_listener" "main" {
  accelerator_arn = aws_globalaccelerator_accelerator.main.id
  protocol        = "TCP"

  port_range {
    from_port = 443
    to_port   = 443
  }
}

resource "aws_globalaccelerator_endpoint_group" "main" {
  listener_arn = aws_globalaccelerator_listener.main.id

  endpoint_configuration {
    endpoint_id = aws_lb.main.arn
    weight      = 100
  }
}

resource "aws_msk_cluster" "main" {
  cluster_name           = local.prefix
  kafka_version          = "3.6.0"
  number_of_broker_nodes = 3

  broker_node_group_info {
    instance_type   = "kafka.t3.small"
    client_subnets  = aws_subnet.private[*].id
    security_groups = [aws_security_group.balancer.id]

    storage_info {
      ebs_storage_info {
        volume_size = 100
      }
    }
  }
}

resource "aws_mq_broker" "main" {
  broker_name        = local.prefix
  engine_type        = "RabbitMQ"
  engine_version     = "3.13"
  host_instance_type = "mq.t3.micro"
  subnet_ids         = [aws_subnet.private[0].id]

  user {
    username = "broker"
    password = var.password
  }
}

resource "aws_neptune_subnet_group" "main" {
  name       = "${local.prefix}-graph"
  subnet_ids = aws_subnet.private[*].id
}

resource "aws_redshift_subnet_group" "main" {
  name       = "${local.prefix}-dw"
  subnet_ids = aws_subnet.private[*].id
}

resource "aws_redshift_cluster" "main" {
  cluster_identifier        = "${local.prefix}-dw"
  node_type                 = "ra3.large"
  number_of_nodes           = 2
  master_username           = "dbadmin"
  manage_master_password    = true
  cluster_subnet_group_name = aws_redshift_subnet_group.main.name
  encrypted                 = true
  skip_final_snapshot       = true
}

resource "aws_route53_resolver_endpoint" "out" {
  name               = "out"
  direction          = "OUTBOUND"
  security_group_ids = [aws_security_group.balancer.id]

  ip_address {
    subnet_id = aws_subnet.private[0].id
  }

  ip_address {
    subnet_id = aws_subnet.private[1].id
  }
}

resource "aws_route53_resolver_rule" "corporate" {
  domain_name          = "corp.example.com"
  rule_type            = "FORWARD"
  resolver_endpoint_id = aws_route53_resolver_endpoint.out.id

  target_ip {
    ip = "192.0.2.53"
  }
}

resource "aws_transfer_server" "main" {
  identity_provider_type = "SERVICE_MANAGED"
  protocols              = ["SFTP"]
  endpoint_type          = "PUBLIC"
}

resource "aws_timestreamwrite_database" "main" {
  database_name = local.prefix
}

resource "aws_sagemaker_model" "main" {
  name               = local.prefix
  execution_role_arn = aws_iam_role.function.arn

  primary_container {
    image = "${local.account}.dkr.ecr.us-east-1.amazonaws.com/model:1"
  }
}

resource "aws_lakeformation_resource" "logs" {
  arn = aws_s3_bucket.logs.arn
}

resource "aws_macie2_account" "main" {
  status = "ENABLED"
}

resource "aws_securityhub_account" "main" {}

resource "aws_inspector2_enabler" "main" {
  account_ids    = [local.account]
  resource_types = ["ECR", "LAMBDA"]
}

resource "aws_accessanalyzer_analyzer" "main" {
  analyzer_name = local.prefix
  type          = "ACCOUNT"
}

resource "aws_ram_resource_share" "main" {
  name                      = local.prefix
  allow_external_principals = false
}

resource "aws_ram_principal_association" "main" {
  resource_share_arn = aws_ram_resource_share.main.arn
  principal          = local.account
}

resource "aws_networkfirewall_rule_group" "domains" {
  name     = "domains"
  type     = "STATEFUL"
  capacity = 100

  rule_group {
    rules_source {
      rules_source_list {
        generated_rules_type = "ALLOWLIST"
        target_types         = ["TLS_SNI"]
        targets              = [".example.com"]
      }
    }
  }
}

resource "aws_networkfirewall_firewall_policy" "main" {
  name = local.prefix

  firewall_policy {
    stateless_default_actions          = ["aws:forward_to_sfe"]
    stateless_fragment_default_actions = ["aws:forward_to_sfe"]

    stateful_rule_group_reference {
      resource_arn = aws_networkfirewall_rule_group.domains.arn
    }
  }
}

resource "aws_synthetics_canary" "site" {
  name                 = "site"
  artifact_s3_location = "s3://${aws_s3_bucket.logs.bucket}/canary/"
  execution_role_arn   = aws_iam_role.function.arn
  handler              = "site.handler"
  zip_file             = "site.zip"
  runtime_version      = "syn-nodejs-puppeteer-10.0"

  schedule {
    expression = "rate(5 minutes)"
  }
}

resource "aws_fsx_lustre_file_system" "scratch" {
  storage_capacity = 1200
  subnet_ids       = [aws_subnet.private[0].id]
  deployment_type  = "SCRATCH_2"
}

resource "aws_datasync_location_s3" "assets" {
  s3_bucket_arn = aws_s3_bucket.assets.arn
  subdirectory  = "/in"

  s3_config {
    bucket_access_role_arn = aws_iam_role.function.arn
  }
}

resource "aws_emr_security_configuration" "main" {
  name = local.prefix
  configuration = jsonencode({
    EncryptionConfiguration = { EnableInTransitEncryption = false, EnableAtRestEncryption = false }
  })
}

resource "aws_pipes_pipe" "orders" {
  name     = "orders"
  role_arn = aws_iam_role.function.arn
  source   = aws_dynamodb_table.orders.stream_arn
  target   = aws_cloudwatch_event_bus.orders.arn

  source_parameters {
    dynamodb_stream_parameters {
      starting_position = "LATEST"
    }
  }
}

data "aws_vpc" "shared" {
  tags = { Name = "shared" }
}

data "aws_subnets" "shared" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.shared.id]
  }

  tags = {
    Tier = "private"
  }
}

data "aws_route53_zone" "existing" {
  name         = "example.org."
  private_zone = false
}

data "aws_acm_certificate" "existing" {
  domain      = "*.example.org"
  statuses    = ["ISSUED"]
  most_recent = true
}

data "aws_secretsmanager_secret_version" "token" {
  secret_id = aws_secretsmanager_secret.api.id
}

data "aws_ecr_image" "latest" {
  repository_name = "shop/web"
  image_tag       = "stable"
}

data "aws_elb_service_account" "main" {}

data "aws_ec2_managed_prefix_list" "cloudfront" {
  name = "com.amazonaws.global.cloudfront.origin-facing"
}

data "aws_kms_alias" "s3" {
  name = "alias/aws/s3"
}

data "aws_lb" "shared" {
  tags = {
    Name = "shared"
  }
}

data "aws_organizations_organization" "main" {}

data "aws_iam_session_context" "current" {
  arn = data.aws_caller_identity.current.arn
}

data "aws_default_tags" "current" {}

data "aws_s3_bucket" "existing" {
  bucket = "example-existing"
}

data "aws_sns_topic" "existing" {
  name = "alarms"
}

output "cluster_endpoint" {
  value = try(aws_eks_cluster.main.endpoint, null)
}

output "balancer_zone" {
  value = aws_lb.main.zone_id
}

output "certificate_arn" {
  value = data.aws_acm_certificate.existing.arn
}
