resource "aws_cloudwatch_log_group" "forgetful" { # finding: The log forgets after 7 days
  retention_in_days = 7
}

resource "aws_cloudwatch_log_group" "kept" {
  retention_in_days = 365
}
