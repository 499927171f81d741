# The main facts of this environment: `terraform init && terraform test`. It asks AWS for nothing and makes nothing.

mock_provider "aws" {
  # Its answer must be a policy, or what is made of it would be refused.
  mock_data "aws_iam_policy_document" {
    defaults = {
      json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
    }
  }
}

run "keys" {
  command = plan

  module {
    source = "./modules/keys"
  }

  # Facts of other modules: here only their form matters.
  variables {
    account_id = "123456789012"
  }

  assert {
    condition     = aws_kms_key.lambda.enable_key_rotation == true
    error_message = "The rotation of lambda must match the spec."
  }

  assert {
    condition     = aws_kms_key.s3.enable_key_rotation == true
    error_message = "The rotation of s3 must match the spec."
  }
}

run "tables" {
  command = plan

  module {
    source = "./modules/tables"
  }

  assert {
    condition     = aws_dynamodb_table.products.hash_key == "productId"
    error_message = "The hash key of products must be productId."
  }

  assert {
    condition     = one(aws_dynamodb_table.products.point_in_time_recovery).enabled == true
    error_message = "Point-in-time recovery of products must match the spec."
  }

  assert {
    condition     = one(aws_dynamodb_table.products.server_side_encryption).enabled == true
    error_message = "products must be encrypted."
  }

  assert {
    condition     = aws_dynamodb_table.orders.hash_key == "orderId"
    error_message = "The hash key of orders must be orderId."
  }

  assert {
    condition     = one(aws_dynamodb_table.orders.point_in_time_recovery).enabled == true
    error_message = "Point-in-time recovery of orders must match the spec."
  }

  assert {
    condition     = one(aws_dynamodb_table.orders.server_side_encryption).enabled == true
    error_message = "orders must be encrypted."
  }

  assert {
    condition     = aws_dynamodb_table.users.hash_key == "userId"
    error_message = "The hash key of users must be userId."
  }

  assert {
    condition     = one(aws_dynamodb_table.users.point_in_time_recovery).enabled == true
    error_message = "Point-in-time recovery of users must match the spec."
  }

  assert {
    condition     = one(aws_dynamodb_table.users.server_side_encryption).enabled == true
    error_message = "users must be encrypted."
  }
}

run "storage" {
  command = plan

  module {
    source = "./modules/storage"
  }

  # Facts of other modules: here only their form matters.
  variables {
    account_id      = "123456789012"
    keys_s3_key_arn = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.static_assets.block_public_acls == true
    error_message = "static-assets must block public access (block_public_acls)."
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.static_assets.block_public_policy == true
    error_message = "static-assets must block public access (block_public_policy)."
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.static_assets.ignore_public_acls == true
    error_message = "static-assets must block public access (ignore_public_acls)."
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.static_assets.restrict_public_buckets == true
    error_message = "static-assets must block public access (restrict_public_buckets)."
  }
}

run "functions" {
  command = plan

  module {
    source = "./modules/functions"
  }

  # Facts of other modules: here only their form matters.
  variables {
    keys_lambda_key_arn              = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
    keys_lambda_key_id               = "stand-in"
    storage_static_assets_bucket_arn = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
    tables_orders_table_arn          = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
    tables_orders_table_name         = "stand-in"
    tables_products_table_arn        = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
    tables_products_table_name       = "stand-in"
    tables_users_table_arn           = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
    tables_users_table_name          = "stand-in"
  }

  assert {
    condition     = aws_lambda_function.product_service.runtime == "python3.13"
    error_message = "product-service must run on python3.13."
  }

  assert {
    condition     = aws_lambda_function.product_service.memory_size == 256
    error_message = "product-service must have 256 MB."
  }

  assert {
    condition     = aws_lambda_function.order_service.runtime == "python3.13"
    error_message = "order-service must run on python3.13."
  }

  assert {
    condition     = aws_lambda_function.order_service.memory_size == 256
    error_message = "order-service must have 256 MB."
  }

  assert {
    condition     = aws_lambda_function.user_service.runtime == "python3.13"
    error_message = "user-service must run on python3.13."
  }

  assert {
    condition     = aws_lambda_function.user_service.memory_size == 256
    error_message = "user-service must have 256 MB."
  }
}

run "api" {
  command = plan

  module {
    source = "./modules/api"
  }

  # Facts of other modules: here only their form matters.
  variables {
    order_service_function_name   = "stand-in"
    order_service_invoke_arn      = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
    product_service_function_name = "stand-in"
    product_service_invoke_arn    = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
    user_service_function_name    = "stand-in"
    user_service_invoke_arn       = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
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
