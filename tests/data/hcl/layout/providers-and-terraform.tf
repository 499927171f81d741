terraform {
required_version=">= 1.9"
required_providers {
aws={
source="hashicorp/aws"
version = "~> 5.0"
configuration_aliases=[aws.west]
}
}
backend "s3" {}
}

provider "aws" {
region="us-east-1"
default_tags {
tags={
Owner="x"
}
}
}

module "a" {
source = "./modules/a"
providers={
aws=aws.west
}
for_each = toset(["a","b"])
depends_on=[module.b,module.c]
}
