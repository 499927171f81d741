provider "aws" { # finding: It may work in another account
  region = "us-east-1"
}

provider "aws" {
  alias               = "global"
  region              = "us-east-1"
  allowed_account_ids = ["123456789012"]
}
