resource "aws_cloudwatch_event_rule" "report_nightly" {
  name                = "shop-report-nightly-t3"
  description         = "Calls report: nightly"
  schedule_expression = "cron(0 3 * * ? *)"
  state               = "ENABLED"
}

resource "aws_cloudwatch_event_target" "report_nightly" {
  rule = aws_cloudwatch_event_rule.report_nightly.name
  arn  = aws_lambda_function.report.arn
  input = jsonencode({
    "about" = "orders"
  })
}

resource "aws_lambda_permission" "report_nightly" {
  function_name = aws_lambda_function.report.id
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.report_nightly.arn
}
