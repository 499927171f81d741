module "cluster" {
  source = "./modules/cluster"
}

module "functions" {
  source = "./modules/functions"

  cluster_arn      = module.cluster.cluster_arn
  cluster_endpoint = module.cluster.endpoint
}

# Called by hand, and the only one that signs in as the database's administrator.
module "migration" {
  source = "./modules/migration"

  cluster_arn                 = module.cluster.cluster_arn
  cluster_endpoint            = module.cluster.endpoint
  functions_orders_role_arn   = module.functions.orders_role_arn
  functions_products_role_arn = module.functions.products_role_arn
}

module "api" {
  source = "./modules/api"

  orders_function_name   = module.functions.orders_function_name
  orders_invoke_arn      = module.functions.orders_invoke_arn
  products_function_name = module.functions.products_function_name
  products_invoke_arn    = module.functions.products_invoke_arn
}

module "cdn" {
  source = "./modules/cdn"

  api_host = module.api.host
}
