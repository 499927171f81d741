locals {
a = provider::aws::arn_parse( var.arn ).region
b = provider :: aws :: trim(var.x)
}
