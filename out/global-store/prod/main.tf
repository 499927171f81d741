module "cluster" {
  source = "./modules/cluster"

  providers = {
    aws      = aws
    aws.peer = aws.us_east_2
  }
}

module "functions" {
  source = "./modules/functions"

  cluster_arn      = module.cluster.cluster_arn
  cluster_endpoint = module.cluster.endpoint
}

module "functions_us_east_2" {
  source = "./modules/functions-us-east-2"

  providers = {
    aws = aws.us_east_2
  }

  cluster_arn      = module.cluster.peer_cluster_arn
  cluster_endpoint = module.cluster.peer_endpoint
}

# Called by hand, and the only one that signs in as the database's administrator.
module "migration" {
  source = "./modules/migration"

  cluster_arn                           = module.cluster.cluster_arn
  cluster_endpoint                      = module.cluster.endpoint
  functions_orders_role_arn             = module.functions.orders_role_arn
  functions_products_role_arn           = module.functions.products_role_arn
  functions_us_east_2_orders_role_arn   = module.functions_us_east_2.orders_role_arn
  functions_us_east_2_products_role_arn = module.functions_us_east_2.products_role_arn
}

module "api" {
  source = "./modules/api"

  orders_function_name   = module.functions.orders_function_name
  orders_invoke_arn      = module.functions.orders_invoke_arn
  products_function_name = module.functions.products_function_name
  products_invoke_arn    = module.functions.products_invoke_arn
}

module "api_us_east_2" {
  source = "./modules/api-us-east-2"

  providers = {
    aws = aws.us_east_2
  }

  orders_function_name   = module.functions_us_east_2.orders_function_name
  orders_invoke_arn      = module.functions_us_east_2.orders_invoke_arn
  products_function_name = module.functions_us_east_2.products_function_name
  products_invoke_arn    = module.functions_us_east_2.products_invoke_arn
}

module "cdn" {
  source = "./modules/cdn"

  api_elsewhere_host = module.api_us_east_2.host
  api_host           = module.api.host
}
