# Docker Hub refuses pulls without a login after a hundred in six hours.
resource "aws_ecr_pull_through_cache_rule" "docker_hub" {
  ecr_repository_prefix = "shop-docker-hub-t2"
  upstream_registry_url = "registry-1.docker.io"
  credential_arn        = "arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/hub-AbCdEf"
}

resource "aws_ecr_pull_through_cache_rule" "public" {
  ecr_repository_prefix = "shop-public-t2"
  upstream_registry_url = "public.ecr.aws"
}
