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

# The whole root: resources get ids that a plan would not know, and each must arrive where it belongs.
run "wiring" {
  command = plan

  override_resource {
    target          = module.functions.aws_lambda_function.orders
    override_during = plan
    values = {
      id         = "functions_orders_function_id"
      invoke_arn = "arn:aws:stand-in:us-east-1:123456789012:functions_invoke_arn"
    }
  }

  override_resource {
    target          = module.functions.aws_iam_role.orders
    override_during = plan
    values = {
      arn = "arn:aws:stand-in:us-east-1:123456789012:functions_orders_role_arn"
      id  = "functions_id"
    }
  }

  override_resource {
    target          = module.functions.aws_lambda_function.products
    override_during = plan
    values = {
      id         = "functions_products_function_id"
      invoke_arn = "arn:aws:stand-in:us-east-1:123456789012:functions_invoke_arn"
    }
  }

  override_resource {
    target          = module.functions.aws_iam_role.products
    override_during = plan
    values = {
      arn = "arn:aws:stand-in:us-east-1:123456789012:functions_products_role_arn"
      id  = "functions_id"
    }
  }

  override_resource {
    target          = module.functions_us_east_2.aws_lambda_function.orders
    override_during = plan
    values = {
      id         = "functions_us_east_2_orders_function_id"
      invoke_arn = "arn:aws:stand-in:us-east-1:123456789012:functions_us_east_2_invoke_arn"
    }
  }

  override_resource {
    target          = module.functions_us_east_2.aws_iam_role.orders
    override_during = plan
    values = {
      arn = "arn:aws:stand-in:us-east-1:123456789012:functions_us_east_2_orders_role_arn"
      id  = "functions_us_east_2_id"
    }
  }

  override_resource {
    target          = module.functions_us_east_2.aws_lambda_function.products
    override_during = plan
    values = {
      id         = "functions_us_east_2_products_function_id"
      invoke_arn = "arn:aws:stand-in:us-east-1:123456789012:functions_us_east_2_invoke_arn"
    }
  }

  override_resource {
    target          = module.functions_us_east_2.aws_iam_role.products
    override_during = plan
    values = {
      arn = "arn:aws:stand-in:us-east-1:123456789012:functions_us_east_2_products_role_arn"
      id  = "functions_us_east_2_id"
    }
  }

  assert {
    condition = (
      module.functions.orders_function_id == "functions_orders_function_id" &&
      module.functions.orders_role_arn == "arn:aws:stand-in:us-east-1:123456789012:functions_orders_role_arn" &&
      module.functions.products_function_id == "functions_products_function_id" &&
      module.functions.products_role_arn == "arn:aws:stand-in:us-east-1:123456789012:functions_products_role_arn"
    )
    error_message = "functions must tell other modules about its own resources."
  }

  assert {
    condition = (
      module.functions_us_east_2.orders_function_id == "functions_us_east_2_orders_function_id" &&
      module.functions_us_east_2.orders_role_arn == "arn:aws:stand-in:us-east-1:123456789012:functions_us_east_2_orders_role_arn" &&
      module.functions_us_east_2.products_function_id == "functions_us_east_2_products_function_id" &&
      module.functions_us_east_2.products_role_arn == "arn:aws:stand-in:us-east-1:123456789012:functions_us_east_2_products_role_arn"
    )
    error_message = "functions-us-east-2 must tell other modules about its own resources."
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
    condition     = toset(flatten(aws_cloudfront_distribution.this.origin[*].custom_origin_config)[*].origin_protocol_policy) == toset(["https-only"])
    error_message = "Connections to servers must use HTTPS."
  }
}
