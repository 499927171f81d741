resource "aws_rds_cluster" "plain" { # finding: `master_password` would put a secret into the state
  master_username = "shop"
  master_password = "hunter2"
}

resource "aws_secretsmanager_secret_version" "variable" { # finding: `secret_string`
  secret_id     = aws_secretsmanager_secret.this.id
  secret_string = var.value
}

resource "aws_rds_cluster" "managed" {
  master_username             = "shop"
  manage_master_user_password = true
}

resource "aws_secretsmanager_secret_version" "write_only" {
  secret_id                = aws_secretsmanager_secret.this.id
  secret_string_wo         = ephemeral.aws_secretsmanager_random_password.this.random_password
  secret_string_wo_version = 1
}

resource "aws_lambda_function" "told" { # finding: The variable STRIPE_API_KEY holds a secret
  environment {
    variables = {
      STRIPE_API_KEY = "sk_live_1234"
      LOG_LEVEL      = "info"
    }
  }
}

resource "aws_lambda_function" "told_where" {
  environment {
    variables = {
      API_KEY_PARAMETER_NAME = "/shop/stripe"
      TABLE_TOKEN            = var.token_table
    }
  }
}

resource "aws_ecs_task_definition" "told" { # finding: The variable DATABASE_PASSWORD holds a secret
  container_definitions = jsonencode([
    {
      name = "app"
      environment = [
        {
          name  = "DATABASE_PASSWORD"
          value = "hunter2"
        },
      ]
    },
  ])
}

resource "aws_ssm_parameter" "key" { # finding: The text contains a key
  value = "AKIAIOSFODNN7EXAMPLE"
}

resource "aws_ssm_parameter" "escaped" { # finding: The text contains a key
  name  = "/shop/spelled-with-an-escape"
  type  = "String"
  value = "\u0041KIAABCDEFGHIJKLMNOP"
}

resource "aws_ecs_task_definition" "url" { # finding: The text contains a password
  container_definitions = jsonencode([
    {
      name = "app"
      environment = [
        {
          name  = "DATABASE_URL"
          value = "postgres://app:s3cr3tPW@db/shop"
        },
      ]
    },
  ])
}

resource "aws_ecs_task_definition" "url_of_secret" {
  container_definitions = jsonencode([
    {
      name = "app"
      environment = [
        {
          name  = "DATABASE_URL"
          value = "postgres://app:${var.password}@db/shop"
        },
        {
          name  = "CLONE_FROM"
          value = "ssh://git@example.com:2222/shop.git"
        },
      ]
    },
  ])
}

resource "aws_ssm_parameter" "odbc" { # finding: The text contains a password
  value = "Server=db;Database=shop;User=app;Password=s3cr3t;"
}

resource "aws_instance" "token" { # finding: The text contains a key
  user_data = "export GITHUB=ghp_0123456789abcdefABCDEF0123456789abcd"
}

resource "aws_cloudfront_function" "jwt" { # finding: The text contains a key
  code = "const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl'"
}

resource "aws_lambda_function" "stripe" { # finding: The text contains a key
  environment {
    variables = {
      PAYMENTS = "sk_live_51H8abcdefghijkl"
    }
  }
}

resource "aws_api_gateway_stage" "told" { # finding: The variable BACKEND_TOKEN holds a secret
  variables = {
    BACKEND_TOKEN = "t0ps3cret"
  }
}

resource "aws_cloudfront_distribution" "told" { # finding: holds a secret in plain text
  origin {
    custom_header {
      name  = "X-Origin-Secret"
      value = "t0ps3cret"
    }
  }
}

resource "aws_ssm_parameter" "in_text" { # finding: holds a secret in plain text
  type  = "SecureString"
  value = "t0ps3cret"
}

resource "aws_ssm_parameter" "unencrypted" { # finding: holds a secret in plain text
  type             = "String"
  value_wo         = var.value
  value_wo_version = 1
}

variable "database_password" { # finding: The variable database_password holds a secret
  default = "hunter2"
}

variable "table_token" {
  type = string
}

locals { # finding: The variable admin_password holds a secret
  admin_password = "hunter2"
}

provider "aws" { # finding: `secret_key` holds a secret
  secret_key = var.secret_key
}

resource "aws_api_gateway_integration" "header" { # finding: The text contains a key
  request_parameters = { "integration.request.header.Authorization" = "'Bearer abcdefghijklmnop1234'" }
}

locals {
  api_key_source  = "HEADER"
  token_header    = "Authorization"
  secret          = "prod/database"
  access_token    = "/shop/parameters/token"
  password_policy = "strict"
}
