variable "api_elsewhere_host" {
  description = "Host name of the API, for the origin of a distribution."
  type        = string
}

variable "api_host" {
  description = "Host name of the API, for the origin of a distribution."
  type        = string
}
