variable "keys_images_key_arn" {
  description = "ARN of the key images."
  type        = string
}
