variable "subnet_ids" {
  description = "Subnets the service runs in."
  type        = list(string)
}

variable "vpc_id" {
  description = "Network the service runs in."
  type        = string
}
