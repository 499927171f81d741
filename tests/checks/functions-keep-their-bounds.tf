resource "aws_lambda_function" "unbounded" { # finding: It may use up the concurrency of the account
  vpc_config {
    subnet_ids         = var.subnet_ids
    security_group_ids = [aws_security_group.this.id]
  }
}

resource "aws_lambda_function" "bounded" {
  reserved_concurrent_executions = 20

  vpc_config {
    subnet_ids         = var.subnet_ids
    security_group_ids = [aws_security_group.this.id]
  }
}

resource "aws_lambda_function" "outside" { # finding: It runs outside of every network
  reserved_concurrent_executions = 20
}
