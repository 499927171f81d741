module "vpc" {
  source = "./modules/vpc"

  providers = {
    aws      = aws
    aws.west = aws.west
  }

  subnet_ids = module.net.ids
  depends_on = [module.net]
}
