variable "api_keys_value" {
  description = "What the parameter api-keys holds (Keys of the services the handlers call)."
  type        = string
  ephemeral   = true
}
