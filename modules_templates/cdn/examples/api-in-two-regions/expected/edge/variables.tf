variable "store_elsewhere_host" {
  description = "Host name the API answers under, for a distribution before it."
  type        = string
}

variable "store_host" {
  description = "Host name the API answers under, for a distribution before it."
  type        = string
}
