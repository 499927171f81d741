variable "tables_orders_table_arn" {
  description = "ARN of the table orders."
  type        = string
}

variable "tables_orders_table_name" {
  description = "Name of the table orders."
  type        = string
}
