a = provider::aws::arn_parse(var.x)
