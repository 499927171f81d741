module "network" {
  source = "./modules/network"

  providers = {
    aws = aws.eu_west_1
  }
}

# It lies where the customers are.
module "db" {
  source = "./modules/db"

  providers = {
    aws = aws.eu_west_1
  }

  subnet_ids = module.network.isolated_subnet_ids
  vpc_id     = module.network.vpc_id
}

module "worker" {
  source = "./modules/worker"

  providers = {
    aws = aws.eu_west_1
  }

  db_endpoint          = module.db.endpoint
  db_master_secret_arn = module.db.master_secret_arn
  subnet_ids           = module.network.private_subnet_ids
  vpc_id               = module.network.vpc_id
}

module "vault" {
  source = "./modules/vault"
}
