locals {
  prefix = "${var.name}-${var.environment}"
  tags = merge(var.tags, {
    Name        = local.prefix
    Environment = var.environment
  })
}

locals {
  public_services  = { for name, service in var.services : name => service if service.public }
  private_services = { for name, service in var.services : name => service if !service.public }
  subnets          = { for index, zone in var.zones : zone => cidrsubnet(var.cidr, 8, index) }
  emails           = toset([for one in var.alarm_emails : lower(trimspace(one))])
  days             = var.is_production ? 365 : var.retention
  account          = data.aws_caller_identity.current.account_id
  partition        = data.aws_partition.current.partition
}

locals {
  greeting = <<-EOT
    Hello ${var.name}!
    %{for zone in var.zones~}
    ${zone}
    %{endfor~}
  EOT
  settings = jsonencode({
    name  = var.name
    zones = var.zones
    deep  = { list = [1, 2, { three = "three" }] }
  })
  flat = flatten([for name, service in var.services : [for port in compact([service.port]) : "${name}:${port}"]])
}
