variable "storage_lambda_deploy_bucket_name" {
  description = "Name of the bucket lambda-deploy."
  type        = string
}

variable "subnet_ids" {
  description = "Ids of the private subnets, in order of their zones."
  type        = list(string)
}

variable "tables_sessions_table_arn" {
  description = "ARN of the table sessions."
  type        = string
}

variable "tables_sessions_table_name" {
  description = "Name of the table sessions."
  type        = string
}

variable "vpc_id" {
  description = "Id of the VPC."
  type        = string
}
