variable "cluster_arn" {
  description = "ARN of the cluster in us-east-1."
  type        = string
}

variable "cluster_endpoint" {
  description = "Host name of the cluster in us-east-1."
  type        = string
}

variable "functions_orders_role_arn" {
  description = "ARN of the role of orders."
  type        = string
}

variable "functions_products_role_arn" {
  description = "ARN of the role of products."
  type        = string
}
