variable "parameters_api_keys_value" {
  description = "Value of the parameter api-keys (Keys of the services the handlers call)."
  type        = string
  # Plan and state do not contain the value.
  ephemeral = true
}
