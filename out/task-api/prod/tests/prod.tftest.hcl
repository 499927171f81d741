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
    condition     = aws_vpc.this.cidr_block == "10.0.0.0/16"
    error_message = "The network must have the block 10.0.0.0/16."
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
    condition     = length(aws_nat_gateway.this) == 1
    error_message = "The network must have 1 NAT gateways."
  }

  assert {
    condition     = aws_flow_log.this.traffic_type == "ALL"
    error_message = "The traffic of flow logs must match the spec."
  }
}

run "tables" {
  command = plan

  module {
    source = "./modules/tables"
  }

  assert {
    condition     = aws_dynamodb_table.sessions.hash_key == "id"
    error_message = "The hash key of sessions must be id."
  }

  assert {
    condition     = one(aws_dynamodb_table.sessions.point_in_time_recovery).enabled == true
    error_message = "Point-in-time recovery of sessions must match the spec."
  }

  assert {
    condition     = one(aws_dynamodb_table.sessions.server_side_encryption).enabled == true
    error_message = "sessions must be encrypted."
  }
}

run "storage" {
  command = plan

  module {
    source = "./modules/storage"
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.lambda_deploy.block_public_acls == true
    error_message = "lambda-deploy must block public access (block_public_acls)."
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.lambda_deploy.block_public_policy == true
    error_message = "lambda-deploy must block public access (block_public_policy)."
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.lambda_deploy.ignore_public_acls == true
    error_message = "lambda-deploy must block public access (ignore_public_acls)."
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.lambda_deploy.restrict_public_buckets == true
    error_message = "lambda-deploy must block public access (restrict_public_buckets)."
  }
}

run "functions" {
  command = plan

  module {
    source = "./modules/functions"
  }

  # Facts of other modules: here only their form matters.
  variables {
    parameters_api_keys_parameter_arn = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
    storage_lambda_deploy_bucket_name = "stand-in"
    subnet_ids                        = ["stand-in"]
    tables_sessions_table_arn         = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
    tables_sessions_table_name        = "stand-in"
    vpc_id                            = "stand-in"
  }

  assert {
    condition     = aws_lambda_function.get_handler.runtime == "nodejs22.x"
    error_message = "get-handler must run on nodejs22.x."
  }

  assert {
    condition     = aws_lambda_function.get_handler.memory_size == 256
    error_message = "get-handler must have 256 MB."
  }

  assert {
    condition     = aws_lambda_function.post_handler.runtime == "nodejs22.x"
    error_message = "post-handler must run on nodejs22.x."
  }

  assert {
    condition     = aws_lambda_function.post_handler.memory_size == 256
    error_message = "post-handler must have 256 MB."
  }

  assert {
    condition     = aws_lambda_function.put_handler.runtime == "nodejs22.x"
    error_message = "put-handler must run on nodejs22.x."
  }

  assert {
    condition     = aws_lambda_function.put_handler.memory_size == 256
    error_message = "put-handler must have 256 MB."
  }

  assert {
    condition     = aws_lambda_function.delete_handler.runtime == "nodejs22.x"
    error_message = "delete-handler must run on nodejs22.x."
  }

  assert {
    condition     = aws_lambda_function.delete_handler.memory_size == 256
    error_message = "delete-handler must have 256 MB."
  }
}

run "api" {
  command = plan

  module {
    source = "./modules/api"
  }

  # Facts of other modules: here only their form matters.
  variables {
    delete_handler_function_name = "stand-in"
    delete_handler_invoke_arn    = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
    get_handler_function_name    = "stand-in"
    get_handler_invoke_arn       = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
    post_handler_function_name   = "stand-in"
    post_handler_invoke_arn      = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
    put_handler_function_name    = "stand-in"
    put_handler_invoke_arn       = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
  }

  assert {
    condition     = aws_api_gateway_stage.this.stage_name == "production"
    error_message = "The stage must have the name of the spec."
  }

  assert {
    condition     = aws_cloudwatch_log_group.access.retention_in_days == 365
    error_message = "The retention of access logs must match the spec."
  }
}
