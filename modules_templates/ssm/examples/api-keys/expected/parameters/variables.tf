variable "api_keys_value" {
  description = "What the parameter api-keys holds (Keys of the services the task API calls)."
  type        = string
  ephemeral   = true
}
