variable "keys_logins_key_arn" {
  description = "ARN of the key logins."
  type        = string
}

variable "secrets_app_secret_arn" {
  description = "ARN of the secret app."
  type        = string
}

variable "subnet_ids" {
  description = "Ids of the isolated subnets, in order of their zones."
  type        = list(string)
}

variable "vpc_id" {
  description = "Id of the VPC."
  type        = string
}
