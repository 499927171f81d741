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
    target          = module.tables.aws_dynamodb_table.orders
    override_during = plan
    values          = { arn = "arn:aws:stand-in:us-east-1:123456789012:tables_orders_table_arn" }
  }

  override_resource {
    target          = module.functions.aws_lambda_function.order_processor
    override_during = plan
    values = {
      arn        = "arn:aws:stand-in:us-east-1:123456789012:functions_order_processor_function_arn"
      id         = "functions_order_processor_function_id"
      invoke_arn = "arn:aws:stand-in:us-east-1:123456789012:functions_invoke_arn"
    }
  }

  override_resource {
    target          = module.api.aws_apigatewayv2_api.this
    override_during = plan
    values = {
      execution_arn = "arn:aws:stand-in:us-east-1:123456789012:api_execution_arn"
      id            = "api_id"
    }
  }

  assert {
    condition     = module.tables.orders_table_arn == "arn:aws:stand-in:us-east-1:123456789012:tables_orders_table_arn"
    error_message = "tables must tell other modules about its own resources."
  }

  assert {
    condition     = module.functions.order_processor_function_id == "functions_order_processor_function_id"
    error_message = "functions must tell other modules about its own resources."
  }

  assert {
    condition     = output.ApiGatewayId == "api_id"
    error_message = "The output ApiGatewayId must be about the right resource."
  }

  assert {
    condition     = output.LambdaFunctionArn == "arn:aws:stand-in:us-east-1:123456789012:functions_order_processor_function_arn"
    error_message = "The output LambdaFunctionArn must be about the right resource."
  }
}
