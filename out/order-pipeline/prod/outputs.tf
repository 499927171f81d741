output "ApiGatewayEndpoint" {
  description = "Where /orders answers."
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
  description = "ARN to call order-processor by."
  value       = module.functions.order_processor_function_arn
}

output "LambdaFunctionName" {
  description = "Name of order-processor in Lambda."
  value       = module.functions.order_processor_function_name
}
