resource "aws_lambda_function" "ended" { # finding: AWS stopped mending python3.8 on 14 October 2024
  runtime                        = "python3.8"
  reserved_concurrent_executions = 20
}

resource "aws_lambda_function" "mended" {
  runtime                        = "python3.13"
  reserved_concurrent_executions = 20
}
