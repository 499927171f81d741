variable "parameters_api_keys_value" {
  description = "What the parameter api-keys holds (Keys of the services the handlers call)."
  type        = string
  # Forgotten after every run: it stands in no plan and no state.
  ephemeral = true
}
