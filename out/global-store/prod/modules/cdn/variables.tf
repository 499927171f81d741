variable "api_host" {
  description = "Host name the API answers under, for a distribution before it."
  type        = string
}

variable "api_us_east_2_host" {
  description = "Host name the API answers under, for a distribution before it."
  type        = string
}
