# The main facts of this environment: `terraform init && terraform test`. It asks AWS for nothing and makes nothing.

mock_provider "aws" {
  # Its answer must be a policy, or what is made of it would be refused.
  mock_data "aws_iam_policy_document" {
    defaults = {
      json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
    }
  }
}

run "tables" {
  command = plan

  module {
    source = "./modules/tables"
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
}

run "functions" {
  command = plan

  module {
    source = "./modules/functions"
  }

  # Facts of other modules: here only their form matters.
  variables {
    tables_orders_table_arn  = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
    tables_orders_table_name = "stand-in"
  }

  assert {
    condition     = aws_lambda_function.order_processor.runtime == "python3.13"
    error_message = "order-processor must run on python3.13."
  }

  assert {
    condition     = aws_lambda_function.order_processor.memory_size == 256
    error_message = "order-processor must have 256 MB."
  }
}

run "api" {
  command = plan

  module {
    source = "./modules/api"
  }

  # Facts of other modules: here only their form matters.
  variables {
    order_processor_function_name = "stand-in"
    order_processor_invoke_arn    = "arn:aws:stand-in:us-east-1:123456789012:stand-in"
  }

  assert {
    condition     = aws_apigatewayv2_stage.this.name == "dev"
    error_message = "The stage must have the name of the spec."
  }

  assert {
    condition     = aws_cloudwatch_log_group.access.retention_in_days == 14
    error_message = "The retention of access logs must match the spec."
  }
}
