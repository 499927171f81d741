resource "aws_cloudfront_distribution" "plain" { # finding: Viewers may use plain HTTP
  default_cache_behavior {
    viewer_protocol_policy = "allow-all"
  }
}

resource "aws_cloudfront_distribution" "encrypted" {
  origin {
    custom_origin_config {
      origin_protocol_policy = "https-only"
    }
  }

  default_cache_behavior {
    viewer_protocol_policy = "redirect-to-https"
  }
}

resource "aws_cloudfront_distribution" "plain_origin" { # finding: An origin is asked by plain HTTP
  origin {
    custom_origin_config {
      origin_protocol_policy = "match-viewer"
    }
  }
}

resource "aws_rds_cluster_parameter_group" "off" { # finding: rds.force_ssl lets clients connect in plain text
  family = "aurora-postgresql16"

  parameter {
    name  = "rds.force_ssl"
    value = "0"
  }
}

resource "aws_rds_cluster_parameter_group" "missing" { # finding: require_secure_transport is not set
  family = "aurora-mysql8.0"
}

resource "aws_rds_cluster_parameter_group" "on" {
  family = "aurora-mysql8.0"

  parameter {
    name  = "require_secure_transport"
    value = "ON"
  }
}

resource "aws_elasticache_replication_group" "plain" { # finding: The cache speaks plain text
  replication_group_id = "sessions"
}

resource "aws_elasticache_replication_group" "encrypted" {
  replication_group_id       = "sessions"
  transit_encryption_enabled = true
}

resource "aws_opensearch_domain" "encrypted" {
  domain_endpoint_options {
    enforce_https = true
  }

  node_to_node_encryption {
    enabled = true
  }
}

resource "aws_ecs_task_definition" "plain_volume" { # finding: The file system is mounted without TLS
  volume {
    name = "files"

    efs_volume_configuration {
      file_system_id = aws_efs_file_system.this.id
    }
  }
}

resource "aws_ecs_task_definition" "without_volume" {
  family = "web"
}

resource "aws_sns_topic_subscription" "plain" { # finding: Messages are delivered by plain HTTP
  protocol = "http"
  endpoint = "http://hooks.example.com"
}

resource "aws_rds_cluster_parameter_group" "by_map" {
  family = "aurora-postgresql16"

  dynamic "parameter" {
    for_each = { "rds.force_ssl" = 1 }

    content {
      name  = parameter.key
      value = parameter.value
    }
  }
}

resource "aws_db_proxy" "plain" { # finding: The proxy lets clients connect in plain text
  name = "shop"
}

resource "aws_db_proxy" "tls" {
  name        = "shop"
  require_tls = true
}
