variable "a" {
  type = list(object({ b = string, c = optional(number, 3) }))

  validation {
    condition     = length(var.a) > 0
    error_message = "At least one."
  }
}
