# The spec names no account, so everything goes to the one the credentials belong to.
data "aws_caller_identity" "current" {}

module "keys" {
  source = "./modules/keys"

  account_id = data.aws_caller_identity.current.account_id
}

module "tables" {
  source = "./modules/tables"
}

module "storage" {
  source = "./modules/storage"

  account_id      = data.aws_caller_identity.current.account_id
  keys_s3_key_arn = module.keys.s3_key_arn
}

module "functions" {
  source = "./modules/functions"

  keys_lambda_key_arn              = module.keys.lambda_key_arn
  keys_lambda_key_id               = module.keys.lambda_key_id
  storage_static_assets_bucket_arn = module.storage.static_assets_bucket_arn
  tables_orders_table_arn          = module.tables.orders_table_arn
  tables_orders_table_name         = module.tables.orders_table_name
  tables_products_table_arn        = module.tables.products_table_arn
  tables_products_table_name       = module.tables.products_table_name
  tables_users_table_arn           = module.tables.users_table_arn
  tables_users_table_name          = module.tables.users_table_name
}

module "api" {
  source = "./modules/api"

  order_service_function_name   = module.functions.order_service_function_name
  order_service_invoke_arn      = module.functions.order_service_invoke_arn
  product_service_function_name = module.functions.product_service_function_name
  product_service_invoke_arn    = module.functions.product_service_invoke_arn
  user_service_function_name    = module.functions.user_service_function_name
  user_service_invoke_arn       = module.functions.user_service_invoke_arn
}
