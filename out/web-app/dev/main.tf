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

  vpc_id                = module.vpc.vpc_id
  vpc_public_subnet_ids = module.vpc.public_subnet_ids
}

module "ecs" {
  source = "./modules/ecs"

  alb_https_listener_arn          = module.alb.https_listener_arn
  alb_test_listener_arn           = module.alb.test_listener_arn
  alb_web_blue_target_group_arn   = module.alb.web_blue_target_group_arn
  alb_web_blue_target_group_name  = module.alb.web_blue_target_group_name
  alb_web_green_target_group_name = module.alb.web_green_target_group_name
  db_endpoint                     = module.db.endpoint
  db_master_secret_arn            = module.db.master_secret_arn
  db_secret_key_arn               = module.db.secret_key_arn
  vpc_id                          = module.vpc.vpc_id
  vpc_private_subnet_ids          = module.vpc.private_subnet_ids
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
