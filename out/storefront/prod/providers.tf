provider "aws" {
  region = "us-east-1"

  default_tags {
    tags = {
      Environment = "production"
      ManagedBy   = "terraform"
      Owner       = "ecommerce-team"
      Project     = "serverless-ecommerce"
    }
  }
}
