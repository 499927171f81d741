provider "aws" {
  alias  = "west"
  region = "us-west-2"

  default_tags {
    tags = { a = "b" }
  }
}
