output "cluster_name" {
  description = "Name of the cluster."
  value       = aws_ecs_cluster.this.name
}

output "nightly_report_service_name" {
  description = "Name of nightly-report in ECS."
  value       = aws_ecs_service.nightly_report.name
}

output "order_api_security_group_id" {
  description = "Security group of the tasks of order-api."
  value       = aws_security_group.order_api.id
}

output "order_api_service_name" {
  description = "Name of order-api in ECS."
  value       = aws_ecs_service.order_api.name
}
