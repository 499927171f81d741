# Callers use the alias of a function, so a version can be changed or rolled back without them.

# Books what the shop sells. Calls wait in the queue while the database is away.
resource "aws_lambda_function" "bookkeeper" {
  function_name                  = "shop-bookkeeper-t1"
  description                    = "Books orders"
  role                           = aws_iam_role.bookkeeper.arn
  runtime                        = "python3.13"
  handler                        = "report.run"
  architectures                  = ["arm64"]
  memory_size                    = 512
  timeout                        = 60
  reserved_concurrent_executions = 20
  layers                         = ["arn:aws:lambda:eu-west-1:123456789012:layer:postgresql:7"]
  publish                        = true
  kms_key_arn                    = "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012"

  filename         = "${path.module}/packages/bookkeeper.zip"
  source_code_hash = "3OGmJlVj9SLsRCXDyHrS2XQmXCF1bnVO2v3r0mGZ0/0="

  environment {
    variables = {
      DATABASE_HOST       = var.db_endpoint
      DATABASE_SECRET_ARN = var.db_master_secret_arn
    }
  }

  ephemeral_storage {
    size = 1024
  }

  vpc_config {
    subnet_ids         = var.subnet_ids
    security_group_ids = [aws_security_group.this.id]
  }

  dead_letter_config {
    target_arn = "arn:aws:sqs:eu-west-1:123456789012:lost-orders"
  }

  tracing_config {
    mode = "Active"
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.bookkeeper.name
  }

  # A log group that Lambda creates itself never expires. Calls fail until the role has its permissions.
  depends_on = [aws_cloudwatch_log_group.bookkeeper, aws_iam_role_policy.bookkeeper]
}

resource "aws_lambda_alias" "bookkeeper" {
  name             = "live"
  function_name    = aws_lambda_function.bookkeeper.id
  function_version = aws_lambda_function.bookkeeper.version
}

resource "aws_lambda_function" "indexer" {
  function_name = "shop-indexer-t1"
  description   = "Keeps the search index"
  role          = aws_iam_role.indexer.arn
  runtime       = "python3.13"
  handler       = "report.run"
  architectures = ["x86_64"]
  memory_size   = 256
  timeout       = 30
  publish       = true

  s3_bucket         = "shop-builds"
  s3_key            = "indexer/1.4.0.zip"
  s3_object_version = "3sL4kqtJlcpXroDTDmJ"

  vpc_config {
    subnet_ids         = var.subnet_ids
    security_group_ids = [aws_security_group.this.id]
  }

  tracing_config {
    mode = "Active"
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.indexer.name
  }

  depends_on = [aws_cloudwatch_log_group.indexer, aws_iam_role_policy.indexer]
}

resource "aws_lambda_alias" "indexer" {
  name             = "live"
  function_name    = aws_lambda_function.indexer.id
  function_version = aws_lambda_function.indexer.version
}

resource "aws_lambda_function" "resizer" {
  function_name = "shop-resizer-t1"
  description   = "Cuts pictures to size"
  role          = aws_iam_role.resizer.arn
  architectures = ["x86_64"]
  memory_size   = 256
  timeout       = 30

  package_type = "Image"
  image_uri    = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/resizer:2.1.0"

  vpc_config {
    subnet_ids         = var.subnet_ids
    security_group_ids = [aws_security_group.this.id]
  }

  dead_letter_config {
    target_arn = "arn:aws:sns:eu-west-1:123456789012:failures"
  }

  tracing_config {
    mode = "Active"
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.resizer.name
  }

  depends_on = [aws_cloudwatch_log_group.resizer, aws_iam_role_policy.resizer]
}
