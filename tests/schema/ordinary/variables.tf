variable "name" {
  description = "Prefix of every name."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,20}$", var.name))
    error_message = "Lowercase letters, digits and hyphens."
  }
}

variable "environment" {
  type    = string
  default = "dev"
}

variable "cidr" {
  type    = string
  default = "10.20.0.0/16"
}

variable "zones" {
  type    = list(string)
  default = ["us-east-1a", "us-east-1b", "us-east-1c"]
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "services" {
  type = map(object({
    image   = string
    cpu     = optional(number, 256)
    memory  = optional(number, 512)
    port    = optional(number)
    command = optional(list(string), [])
    public  = optional(bool, false)
    environment = optional(list(object({
      name  = string
      value = string
    })), [])
  }))
  default = {}
}

variable "ingress" {
  type = set(object({
    from = number
    to   = number
    cidr = string
  }))
  default = []
}

variable "retention" {
  type     = number
  default  = 30
  nullable = false
}

variable "is_production" {
  type    = bool
  default = false
}

variable "alarm_emails" {
  type    = set(string)
  default = []
}

variable "password" {
  type      = string
  sensitive = true
  default   = null
}

variable "anything" {
  type    = any
  default = null
}

variable "pair" {
  type    = tuple([string, number])
  default = ["a", 1]
}

variable "zone_id" {
  type    = string
  default = null
}
