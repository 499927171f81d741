variable "name" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "node_type" {
  type    = string
  default = "cache.t4g.small"
}

variable "logs" {
  type = map(object({
    group = string
    type  = optional(string, "slow-log")
  }))
  default = {}
}

output "endpoint" {
  description = "Host of the primary."
  value       = aws_elasticache_replication_group.this.primary_endpoint_address
}
