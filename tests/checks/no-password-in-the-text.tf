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
