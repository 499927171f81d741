output "alb_dns_name" {
  description = "DNS name of the load balancer."
  value       = module.alb.dns_name
}

output "cdn_assets_bucket_name" {
  description = "Name of the bucket of assets."
  value       = module.cdn.assets_bucket_name
}

output "cdn_distribution_id" {
  description = "Id of the distribution, for invalidations."
  value       = module.cdn.distribution_id
}

output "cdn_domain_name" {
  description = "Host name of the distribution."
  value       = module.cdn.domain_name
}

output "db_endpoint" {
  description = "Host name of the writer."
  value       = module.db.endpoint
}

output "db_master_secret_arn" {
  description = "ARN of the secret that holds the master user's name and password."
  value       = module.db.master_secret_arn
}

output "db_reader_endpoint" {
  description = "Host name of the readers, in rotation."
  value       = module.db.reader_endpoint
}

output "ecs_cluster_name" {
  description = "Name of the cluster."
  value       = module.ecs.cluster_name
}

output "ecs_codedeploy_app_name" {
  description = "Name of the CodeDeploy application."
  value       = module.ecs.codedeploy_app_name
}

output "ecs_web_deployment_group_name" {
  description = "Name of the CodeDeploy deployment group of web."
  value       = module.ecs.web_deployment_group_name
}

output "ecs_web_service_name" {
  description = "Name of web in ECS."
  value       = module.ecs.web_service_name
}

output "observability_topic_arn" {
  description = "Topic that alarms notify."
  value       = module.observability.topic_arn
}

output "vpc_nat_addresses" {
  description = "Public addresses of the NAT gateways, for allow lists."
  value       = module.vpc.nat_addresses
}

output "vpc_id" {
  description = "Id of the VPC."
  value       = module.vpc.vpc_id
}

output "waf_arn" {
  description = "ARN of the web ACL."
  value       = module.waf.arn
}
