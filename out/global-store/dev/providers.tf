provider "aws" {
  region = "us-east-1"

  # Terraform refuses to change any other account.
  allowed_account_ids = ["123456789012"]

  default_tags {
    tags = {
      Environment = "dev"
      ManagedBy   = "terraform"
      Owner       = "platform-team"
      Project     = "ecommerce"
    }
  }
}
