resource "aws_lambda_function" "untraced" { # finding: Calls of the function are not traced
  function_name = "resize"
}

resource "aws_lambda_function" "traced" {
  function_name = "resize"

  tracing_config {
    mode = "Active"
  }
}

resource "aws_api_gateway_stage" "untraced" { # finding: Calls of the API are not traced
  stage_name           = "prod"
  xray_tracing_enabled = false
}
