resource "aws_dynamodb_table" "of_aws" { # finding: Set `kms_key_arn`
  server_side_encryption {
    enabled = true
  }
}

resource "aws_dynamodb_table" "own" {
  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.this.arn
  }
}

resource "aws_lambda_function" "of_aws" { # finding: It lies under a key of AWS
  environment {
    variables = {
      MODE = "fast"
    }
  }
}

resource "aws_lambda_function" "without_variables" {
  function_name = "resize"
}

resource "aws_ssm_parameter" "of_aws" { # finding: Set `key_id`
  type = "SecureString"
}

resource "aws_ecr_repository" "of_aws" { # finding: Set `kms_key`
  name = "web"
}

resource "aws_ecr_repository" "of_its_own" {
  name = "web"

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = var.key_arn
  }
}

resource "aws_ssm_parameter" "plain" {
  type = "String"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "without_key" { # finding: The bucket has no key of its own
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "unused_key" { # finding: The key of the bucket encrypts nothing
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "AES256"
      kms_master_key_id = aws_kms_key.this.arn
    }
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "of_s3" {
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_secretsmanager_secret" "keyed" {
  name       = "shop/token"
  kms_key_id = aws_kms_key.this.arn
}

resource "aws_secretsmanager_secret" "of_aws" { # finding: Set `kms_key_id`
  name = "shop/token"
}

resource "aws_db_instance" "insights_of_aws" { # finding: Set `performance_insights_kms_key_id`
  performance_insights_enabled = true
}

resource "aws_db_instance" "without_insights" {
  performance_insights_enabled = false
}
