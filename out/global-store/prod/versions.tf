# Everything here can be destroyed, because the system's brief asks for it. Take `destroyable` out of the spec before
# real customers come: the clusters are then protected from deletion.

terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }

  backend "local" {
    path = "terraform.tfstate"
  }
}
