output "ApiGatewayEndpoint" {
  description = "URL of /orders."
  value       = module.api.orders_url
}

output "ApiGatewayId" {
  description = "Id of the API."
  value       = module.api.api_id
}

output "DynamoDBTableName" {
  description = "Name of the table orders."
  value       = module.tables.orders_table_name
}

output "LambdaFunctionArn" {
  description = "ARN of order-processor, for callers."
  value       = module.functions.order_processor_function_arn
}

output "LambdaFunctionName" {
  description = "Name of order-processor in Lambda."
  value       = module.functions.order_processor_function_name
}
