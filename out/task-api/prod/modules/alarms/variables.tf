variable "tables_sessions_table_name" {
  description = "Name of the table sessions."
  type        = string
}
