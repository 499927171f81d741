module "vpc" {
  source = "./modules/vpc"
}

module "db" {
  source = "./modules/db"

  subnet_ids = module.vpc.isolated_subnet_ids
  vpc_id     = module.vpc.vpc_id
}

module "alb" {
  source = "./modules/alb"

  subnet_ids = module.vpc.public_subnet_ids
  vpc_id     = module.vpc.vpc_id
}

module "ecs" {
  source = "./modules/ecs"

  db_endpoint                 = module.db.endpoint
  db_master_secret_arn        = module.db.master_secret_arn
  db_secret_key_arn           = module.db.secret_key_arn
  subnet_ids                  = module.vpc.private_subnet_ids
  vpc_id                      = module.vpc.vpc_id
  web_blue_target_group_name  = module.alb.web_blue_target_group_name
  web_green_target_group_name = module.alb.web_green_target_group_name
  web_https_listener_arn      = module.alb.https_listener_arn
  web_target_group_arn        = module.alb.web_blue_target_group_arn
  web_test_listener_arn       = module.alb.test_listener_arn
}

module "waf" {
  source = "./modules/waf"

  alb_waf_target_arn = module.alb.waf_target_arn
}

module "cdn" {
  source = "./modules/cdn"
}

module "observability" {
  source = "./modules/observability"

  alb_arn_suffix                        = module.alb.arn_suffix
  alb_web_blue_target_group_arn_suffix  = module.alb.web_blue_target_group_arn_suffix
  alb_web_green_target_group_arn_suffix = module.alb.web_green_target_group_arn_suffix
}
