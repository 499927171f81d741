module "vpc" {
  source = "./modules/vpc"
}

module "tables" {
  source = "./modules/tables"
}

module "storage" {
  source = "./modules/storage"
}

module "parameters" {
  source = "./modules/parameters"

  api_keys_value = var.parameters_api_keys_value
}

module "functions" {
  source = "./modules/functions"

  parameters_api_keys_parameter_arn = module.parameters.api_keys_parameter_arn
  storage_lambda_deploy_bucket_name = module.storage.lambda_deploy_bucket_name
  subnet_ids                        = module.vpc.private_subnet_ids
  tables_sessions_table_arn         = module.tables.sessions_table_arn
  tables_sessions_table_name        = module.tables.sessions_table_name
  vpc_id                            = module.vpc.vpc_id
}

module "api" {
  source = "./modules/api"

  delete_handler_function_name = module.functions.delete_handler_function_name
  delete_handler_invoke_arn    = module.functions.delete_handler_invoke_arn
  get_handler_function_name    = module.functions.get_handler_function_name
  get_handler_invoke_arn       = module.functions.get_handler_invoke_arn
  post_handler_function_name   = module.functions.post_handler_function_name
  post_handler_invoke_arn      = module.functions.post_handler_invoke_arn
  put_handler_function_name    = module.functions.put_handler_function_name
  put_handler_invoke_arn       = module.functions.put_handler_invoke_arn
}

module "alarms" {
  source = "./modules/alarms"

  tables_sessions_table_name = module.tables.sessions_table_name
}
