variable "vpc_id" {
  description = "Id of the VPC."
  type        = string
}

variable "vpc_public_subnet_ids" {
  description = "Ids of the public subnets, in order of their zones."
  type        = list(string)
}
