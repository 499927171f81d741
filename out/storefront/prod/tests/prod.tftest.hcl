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
    target          = module.keys.aws_kms_key.lambda
    override_during = plan
    values          = { arn = "arn:aws:stand-in:us-east-1:123456789012:keys_lambda_key_arn" }
  }

  override_resource {
    target          = module.keys.aws_kms_key.s3
    override_during = plan
    values          = { arn = "arn:aws:stand-in:us-east-1:123456789012:keys_s3_key_arn" }
  }

  override_resource {
    target          = module.storage.aws_s3_bucket.static_assets
    override_during = plan
    values = {
      arn = "arn:aws:stand-in:us-east-1:123456789012:storage_static_assets_bucket_arn"
      id  = "storage_id"
    }
  }

  override_resource {
    target          = module.functions.aws_lambda_function.order_service
    override_during = plan
    values = {
      id         = "functions_order_service_function_id"
      invoke_arn = "arn:aws:stand-in:us-east-1:123456789012:functions_invoke_arn"
    }
  }

  override_resource {
    target          = module.functions.aws_lambda_function.product_service
    override_during = plan
    values = {
      id         = "functions_product_service_function_id"
      invoke_arn = "arn:aws:stand-in:us-east-1:123456789012:functions_invoke_arn"
    }
  }

  override_resource {
    target          = module.functions.aws_lambda_function.user_service
    override_during = plan
    values = {
      id         = "functions_user_service_function_id"
      invoke_arn = "arn:aws:stand-in:us-east-1:123456789012:functions_invoke_arn"
    }
  }

  assert {
    condition = (
      module.keys.lambda_key_arn == "arn:aws:stand-in:us-east-1:123456789012:keys_lambda_key_arn" &&
      module.keys.s3_key_arn == "arn:aws:stand-in:us-east-1:123456789012:keys_s3_key_arn"
    )
    error_message = "keys must tell other modules about its own resources."
  }

  assert {
    condition     = module.storage.static_assets_bucket_arn == "arn:aws:stand-in:us-east-1:123456789012:storage_static_assets_bucket_arn"
    error_message = "storage must tell other modules about its own resources."
  }

  assert {
    condition = (
      module.functions.order_service_function_id == "functions_order_service_function_id" &&
      module.functions.product_service_function_id == "functions_product_service_function_id" &&
      module.functions.user_service_function_id == "functions_user_service_function_id"
    )
    error_message = "functions must tell other modules about its own resources."
  }
}
