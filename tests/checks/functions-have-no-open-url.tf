resource "aws_lambda_function_url" "open" { # finding: Anybody may call the function
  function_name      = "resize"
  authorization_type = "NONE"
}

resource "aws_lambda_function_url" "signed" {
  function_name      = "resize"
  authorization_type = "AWS_IAM"
}

resource "aws_lambda_permission" "open" { # finding: by its URL
  action                 = "lambda:InvokeFunctionUrl"
  function_name          = "resize"
  principal              = "*"
  function_url_auth_type = "NONE"
}
