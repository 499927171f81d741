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
  alias = "us_east_2"

  mock_data "aws_iam_policy_document" {
    defaults = {
      json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
    }
  }
}

run "functions" {
  command = plan

  module {
    source = "./modules/functions"
  }

  # Facts of other modules: here only their form matters.
  variables {
    cluster_arn      = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
    cluster_endpoint = "stand-in"
  }

  assert {
    condition     = aws_lambda_function.products.runtime == "python3.13"
    error_message = "products must run on python3.13."
  }

  assert {
    condition     = aws_lambda_function.products.memory_size == 512
    error_message = "products must have 512 MB."
  }

  assert {
    condition     = aws_lambda_function.orders.runtime == "python3.13"
    error_message = "orders must run on python3.13."
  }

  assert {
    condition     = aws_lambda_function.orders.memory_size == 512
    error_message = "orders must have 512 MB."
  }
}

run "functions_us_east_2" {
  command = plan

  module {
    source = "./modules/functions-us-east-2"
  }

  providers = {
    aws = aws.us_east_2
  }

  # Facts of other modules: here only their form matters.
  variables {
    cluster_arn      = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
    cluster_endpoint = "stand-in"
  }

  assert {
    condition     = aws_lambda_function.products.runtime == "python3.13"
    error_message = "products must run on python3.13."
  }

  assert {
    condition     = aws_lambda_function.products.memory_size == 512
    error_message = "products must have 512 MB."
  }

  assert {
    condition     = aws_lambda_function.orders.runtime == "python3.13"
    error_message = "orders must run on python3.13."
  }

  assert {
    condition     = aws_lambda_function.orders.memory_size == 512
    error_message = "orders must have 512 MB."
  }
}

run "migration" {
  command = plan

  module {
    source = "./modules/migration"
  }

  # Facts of other modules: here only their form matters.
  variables {
    cluster_arn                           = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
    cluster_endpoint                      = "stand-in"
    functions_orders_role_arn             = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
    functions_products_role_arn           = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
    functions_us_east_2_orders_role_arn   = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
    functions_us_east_2_products_role_arn = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
  }

  assert {
    condition     = aws_lambda_function.migrate.runtime == "python3.13"
    error_message = "migrate must run on python3.13."
  }

  assert {
    condition     = aws_lambda_function.migrate.memory_size == 256
    error_message = "migrate must have 256 MB."
  }
}

run "api" {
  command = plan

  module {
    source = "./modules/api"
  }

  # Facts of other modules: here only their form matters.
  variables {
    orders_function_name   = "stand-in"
    orders_invoke_arn      = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
    products_function_name = "stand-in"
    products_invoke_arn    = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
  }

  assert {
    condition     = aws_api_gateway_stage.this.stage_name == "prod"
    error_message = "The stage must have the name of the spec."
  }

  assert {
    condition     = aws_cloudwatch_log_group.access.retention_in_days == 365
    error_message = "The retention of access logs must match the spec."
  }
}

run "api_us_east_2" {
  command = plan

  module {
    source = "./modules/api-us-east-2"
  }

  providers = {
    aws = aws.us_east_2
  }

  # Facts of other modules: here only their form matters.
  variables {
    orders_function_name   = "stand-in"
    orders_invoke_arn      = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
    products_function_name = "stand-in"
    products_invoke_arn    = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
  }

  assert {
    condition     = aws_api_gateway_stage.this.stage_name == "prod"
    error_message = "The stage must have the name of the spec."
  }

  assert {
    condition     = aws_cloudwatch_log_group.access.retention_in_days == 365
    error_message = "The retention of access logs must match the spec."
  }
}

run "cdn" {
  command = plan

  module {
    source = "./modules/cdn"
  }

  # Facts of other modules: here only their form matters.
  variables {
    api_elsewhere_host = "stand-in"
    api_host           = "stand-in"
  }

  assert {
    condition     = aws_cloudfront_distribution.this.default_cache_behavior[0].viewer_protocol_policy == "redirect-to-https"
    error_message = "The distribution must enforce HTTPS for visitors."
  }

  assert {
    condition     = toset(flatten(aws_cloudfront_distribution.this.origin[*].custom_origin_config)[*].origin_protocol_policy) == toset(["https-only"])
    error_message = "Connections to servers must use HTTPS."
  }
}
