provider "aws" { # finding: Resources have no tag Environment, Owner, Project
  region = "us-east-1"
}

provider "aws" { # finding: Resources have no tag Owner
  region = "us-east-2"

  default_tags {
    tags = {
      Environment = "prod"
      Owner       = ""
      Project     = "shop"
    }
  }
}

provider "aws" {
  region = "us-west-2"

  default_tags {
    tags = {
      Environment = "prod"
      Owner       = "platform-team"
      Project     = "shop"
    }
  }
}
