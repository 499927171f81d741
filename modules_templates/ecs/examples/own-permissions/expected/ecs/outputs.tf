output "cluster_name" {
  description = "Name of the cluster."
  value       = aws_ecs_cluster.this.name
}

output "worker_service_name" {
  description = "Name of worker in ECS."
  value       = aws_ecs_service.worker.name
}
