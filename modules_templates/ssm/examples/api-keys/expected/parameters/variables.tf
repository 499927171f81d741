variable "api_keys_value" {
  description = "Value of the parameter api-keys (Keys of the services the task API calls)."
  type        = string
  ephemeral   = true
}
