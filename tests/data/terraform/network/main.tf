module "vpc" {
  source = "./modules/vpc"
}

module "ecs" {
  source = "./modules/ecs"

  subnet_ids = module.vpc.private_subnet_ids
  vpc_id     = module.vpc.vpc_id
}
