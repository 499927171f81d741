output "cluster_name" {
  description = "Name of the cluster."
  value       = aws_ecs_cluster.this.name
}

output "codedeploy_app_name" {
  description = "Name of the CodeDeploy application."
  value       = aws_codedeploy_app.this.name
}

output "web_deployment_group_name" {
  description = "Name of the CodeDeploy deployment group of web."
  value       = aws_codedeploy_deployment_group.web.deployment_group_name
}

output "web_security_group_id" {
  description = "Security group of the tasks of web."
  value       = aws_security_group.web.id
}

output "web_service_name" {
  description = "Name of web in ECS."
  value       = aws_ecs_service.web.name
}
