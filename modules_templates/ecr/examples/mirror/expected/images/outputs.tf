output "docker_hub_arn" {
  description = "ARN in front of the images of docker-hub."
  value       = "arn:aws:ecr:us-east-1:${aws_ecr_pull_through_cache_rule.docker_hub.registry_id}:repository/${aws_ecr_pull_through_cache_rule.docker_hub.ecr_repository_prefix}"
}

output "docker_hub_url" {
  description = "Address of the mirror docker-hub, in front of the name of an image upstream."
  value       = "${aws_ecr_pull_through_cache_rule.docker_hub.registry_id}.dkr.ecr.us-east-1.amazonaws.com/${aws_ecr_pull_through_cache_rule.docker_hub.ecr_repository_prefix}"
}

output "public_url" {
  description = "Address of the mirror public, in front of the name of an image upstream."
  value       = "${aws_ecr_pull_through_cache_rule.public.registry_id}.dkr.ecr.us-east-1.amazonaws.com/${aws_ecr_pull_through_cache_rule.public.ecr_repository_prefix}"
}
