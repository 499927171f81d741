variable "store_elsewhere_host" {
  description = "Host name of the API, for the origin of a distribution."
  type        = string
}

variable "store_host" {
  description = "Host name of the API, for the origin of a distribution."
  type        = string
}
