variable "cluster_arn" {
  description = "ARN of the cluster in us-east-2."
  type        = string
}

variable "cluster_endpoint" {
  description = "Host name of the cluster in us-east-2."
  type        = string
}
