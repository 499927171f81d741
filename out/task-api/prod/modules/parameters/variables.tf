variable "api_keys_value" {
  description = "Value of the parameter api-keys (Keys of the services the handlers call)."
  type        = string
  ephemeral   = true
}
