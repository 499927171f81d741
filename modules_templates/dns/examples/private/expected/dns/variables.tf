variable "database_endpoint" {
  description = "Host name of the writer."
  type        = string
}

variable "vpc_id" {
  description = "Id of the VPC."
  type        = string
}
