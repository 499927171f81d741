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
    target          = module.tables.aws_dynamodb_table.sessions
    override_during = plan
    values          = { arn = "arn:aws:stand-in:us-east-1:123456789012:tables_sessions_table_arn" }
  }

  override_resource {
    target          = module.parameters.aws_ssm_parameter.api_keys
    override_during = plan
    values          = { arn = "arn:aws:stand-in:us-east-1:123456789012:parameters_api_keys_parameter_arn" }
  }

  override_resource {
    target          = module.functions.aws_lambda_function.delete_handler
    override_during = plan
    values = {
      id         = "functions_delete_handler_function_id"
      invoke_arn = "arn:aws:stand-in:us-east-1:123456789012:functions_invoke_arn"
    }
  }

  override_resource {
    target          = module.functions.aws_lambda_function.get_handler
    override_during = plan
    values = {
      id         = "functions_get_handler_function_id"
      invoke_arn = "arn:aws:stand-in:us-east-1:123456789012:functions_invoke_arn"
    }
  }

  override_resource {
    target          = module.functions.aws_lambda_function.post_handler
    override_during = plan
    values = {
      id         = "functions_post_handler_function_id"
      invoke_arn = "arn:aws:stand-in:us-east-1:123456789012:functions_invoke_arn"
    }
  }

  override_resource {
    target          = module.functions.aws_lambda_function.put_handler
    override_during = plan
    values = {
      id         = "functions_put_handler_function_id"
      invoke_arn = "arn:aws:stand-in:us-east-1:123456789012:functions_invoke_arn"
    }
  }

  variables {
    parameters_api_keys_value = "stand-in"
  }

  assert {
    condition     = module.vpc.vpc_id == "vpc_id"
    error_message = "vpc must tell other modules about its own resources."
  }

  assert {
    condition     = module.tables.sessions_table_arn == "arn:aws:stand-in:us-east-1:123456789012:tables_sessions_table_arn"
    error_message = "tables must tell other modules about its own resources."
  }

  assert {
    condition     = module.parameters.api_keys_parameter_arn == "arn:aws:stand-in:us-east-1:123456789012:parameters_api_keys_parameter_arn"
    error_message = "parameters must tell other modules about its own resources."
  }

  assert {
    condition = (
      module.functions.delete_handler_function_id == "functions_delete_handler_function_id" &&
      module.functions.get_handler_function_id == "functions_get_handler_function_id" &&
      module.functions.post_handler_function_id == "functions_post_handler_function_id" &&
      module.functions.put_handler_function_id == "functions_put_handler_function_id"
    )
    error_message = "functions must tell other modules about its own resources."
  }

  assert {
    condition     = output.vpc-id == "vpc_id"
    error_message = "The output vpc-id must be about the right resource."
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
    condition     = length(aws_nat_gateway.this) == 1
    error_message = "The network must have 1 NAT gateways."
  }
}
