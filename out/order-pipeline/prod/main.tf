module "tables" {
  source = "./modules/tables"
}

module "functions" {
  source = "./modules/functions"

  tables_orders_table_arn  = module.tables.orders_table_arn
  tables_orders_table_name = module.tables.orders_table_name
}

module "api" {
  source = "./modules/api"

  order_processor_function_name = module.functions.order_processor_function_name
  order_processor_invoke_arn    = module.functions.order_processor_invoke_arn
}
