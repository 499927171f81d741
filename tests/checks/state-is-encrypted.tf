terraform { # finding: The state is stored unencrypted
  backend "s3" {
    bucket = "shop-states"
    key    = "shop/prod"
  }
}

terraform {
  backend "s3" {
    bucket  = "shop-states"
    key     = "shop/prod"
    encrypt = true
  }
}
