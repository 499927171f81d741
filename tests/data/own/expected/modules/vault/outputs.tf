output "number" {
  description = "The number."
  value       = terraform_data.this.output
  sensitive   = true
}
