variable "a" {
type=object({
name=string
ports = optional(list(number),[])
nested=map(object({
x = any
}))
})
description = "An a."
validation {
condition = length(var.a.name)>3&&can(regex("^[a-z]+$",var.a.name))
error_message="Too short: ${var.a.name}."
}
}

variable "b" { type = string }
