provider "aws" {
  region = "us-east-1"

  # Terraform refuses to change any other account.
  allowed_account_ids = ["123456789012"]

  assume_role {
    role_arn     = "arn:aws:iam::123456789012:role/deploy"
    external_id  = "shop"
    session_name = "hclpress"
  }

  default_tags {
    tags = {
      Environment = "everything"
      ManagedBy   = "terraform"
      Owner       = "platform-team"
      Project     = "shop"
    }
  }
}

provider "aws" {
  alias  = "eu_west_1"
  region = "eu-west-1"

  allowed_account_ids = ["123456789012"]

  assume_role {
    role_arn     = "arn:aws:iam::123456789012:role/deploy"
    external_id  = "shop"
    session_name = "hclpress"
  }

  default_tags {
    tags = {
      Environment = "everything"
      ManagedBy   = "terraform"
      Owner       = "platform-team"
      Project     = "shop"
    }
  }
}
