resource "aws_rds_cluster" "plain" { # finding: aws_rds_cluster.plain is not encrypted
  cluster_identifier = "plain"
}

resource "aws_rds_cluster" "sound" {
  storage_encrypted = true
}

resource "aws_efs_file_system" "plain" { # finding: is not encrypted
  creation_token = "plain"
}

resource "aws_dynamodb_table" "plain" { # finding: is not encrypted
  name = "plain"
}

resource "aws_dynamodb_table" "sound" {
  server_side_encryption {
    enabled = true
  }
}

resource "aws_s3_bucket" "plain" { # finding: is not encrypted
  bucket = "plain"
}

resource "aws_s3_bucket" "sound" {
  bucket = "sound"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "sound" {
  bucket = aws_s3_bucket.sound.id
}

resource "aws_sns_topic" "plain" { # finding: is not encrypted
  name = "plain"
}

resource "aws_sns_topic" "sound" {
  kms_master_key_id = "alias/aws/sns"
}

resource "aws_sqs_queue" "plain" { # finding: is not encrypted
  name = "plain"
}

resource "aws_sqs_queue" "sound" {
  sqs_managed_sse_enabled = true
}

resource "aws_elasticache_replication_group" "plain" { # finding: is not encrypted
  replication_group_id = "sessions"
}

resource "aws_opensearch_domain" "plain" { # finding: is not encrypted
  encrypt_at_rest {
    enabled = false
  }
}

resource "aws_opensearch_domain" "encrypted" {
  encrypt_at_rest {
    enabled = true
  }
}

resource "aws_api_gateway_method_settings" "plain_cache" { # finding: Cached answers are not encrypted
  settings {
    caching_enabled = true
  }
}

resource "aws_ecs_cluster" "plain_sessions" { # finding: The logs of shell sessions are not encrypted
  configuration {
    execute_command_configuration {
      logging = "OVERRIDE"

      log_configuration {
        cloud_watch_encryption_enabled = false
        cloud_watch_log_group_name     = aws_cloudwatch_log_group.this.name
      }
    }
  }
}
