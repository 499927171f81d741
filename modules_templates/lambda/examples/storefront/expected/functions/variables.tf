variable "keys_lambda_key_arn" {
  description = "ARN of the key lambda."
  type        = string
}

variable "keys_lambda_key_id" {
  description = "Id of the key lambda."
  type        = string
}

variable "storage_static_assets_bucket_arn" {
  description = "ARN of the bucket static-assets."
  type        = string
}

variable "tables_orders_table_arn" {
  description = "ARN of the table orders."
  type        = string
}

variable "tables_orders_table_name" {
  description = "Name of the table orders."
  type        = string
}

variable "tables_products_table_arn" {
  description = "ARN of the table products."
  type        = string
}

variable "tables_products_table_name" {
  description = "Name of the table products."
  type        = string
}

variable "tables_users_table_arn" {
  description = "ARN of the table users."
  type        = string
}

variable "tables_users_table_name" {
  description = "Name of the table users."
  type        = string
}
