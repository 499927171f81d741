# What stood at another address before. Terraform takes it along instead of destroying it and making it anew. When every
# state has been applied, `hclpress mv task-api/dev --forget` takes this away.

# It is trainr963-dev-cloudwatch-api-5xx-dev as before.
moved {
  from = module.alarms.aws_cloudwatch_metric_alarm.api_5xx
  to   = module.alarms.aws_cloudwatch_metric_alarm.this["api_5xx"]
}

# It is trainr963-dev-cloudwatch-functions-delete-handler-duration-dev as before.
moved {
  from = module.alarms.aws_cloudwatch_metric_alarm.functions_delete_handler_duration
  to   = module.alarms.aws_cloudwatch_metric_alarm.this["functions_delete_handler_duration"]
}

# It is trainr963-dev-cloudwatch-functions-delete-handler-errors-dev as before.
moved {
  from = module.alarms.aws_cloudwatch_metric_alarm.functions_delete_handler_errors
  to   = module.alarms.aws_cloudwatch_metric_alarm.this["functions_delete_handler_errors"]
}

# It is trainr963-dev-cloudwatch-functions-delete-handler-throttles-dev as before.
moved {
  from = module.alarms.aws_cloudwatch_metric_alarm.functions_delete_handler_throttles
  to   = module.alarms.aws_cloudwatch_metric_alarm.this["functions_delete_handler_throttles"]
}

# It is trainr963-dev-cloudwatch-functions-get-handler-duration-dev as before.
moved {
  from = module.alarms.aws_cloudwatch_metric_alarm.functions_get_handler_duration
  to   = module.alarms.aws_cloudwatch_metric_alarm.this["functions_get_handler_duration"]
}

# It is trainr963-dev-cloudwatch-functions-get-handler-errors-dev as before.
moved {
  from = module.alarms.aws_cloudwatch_metric_alarm.functions_get_handler_errors
  to   = module.alarms.aws_cloudwatch_metric_alarm.this["functions_get_handler_errors"]
}

# It is trainr963-dev-cloudwatch-functions-get-handler-throttles-dev as before.
moved {
  from = module.alarms.aws_cloudwatch_metric_alarm.functions_get_handler_throttles
  to   = module.alarms.aws_cloudwatch_metric_alarm.this["functions_get_handler_throttles"]
}

# It is trainr963-dev-cloudwatch-functions-post-handler-duration-dev as before.
moved {
  from = module.alarms.aws_cloudwatch_metric_alarm.functions_post_handler_duration
  to   = module.alarms.aws_cloudwatch_metric_alarm.this["functions_post_handler_duration"]
}

# It is trainr963-dev-cloudwatch-functions-post-handler-errors-dev as before.
moved {
  from = module.alarms.aws_cloudwatch_metric_alarm.functions_post_handler_errors
  to   = module.alarms.aws_cloudwatch_metric_alarm.this["functions_post_handler_errors"]
}

# It is trainr963-dev-cloudwatch-functions-post-handler-throttles-dev as before.
moved {
  from = module.alarms.aws_cloudwatch_metric_alarm.functions_post_handler_throttles
  to   = module.alarms.aws_cloudwatch_metric_alarm.this["functions_post_handler_throttles"]
}

# It is trainr963-dev-cloudwatch-functions-put-handler-duration-dev as before.
moved {
  from = module.alarms.aws_cloudwatch_metric_alarm.functions_put_handler_duration
  to   = module.alarms.aws_cloudwatch_metric_alarm.this["functions_put_handler_duration"]
}

# It is trainr963-dev-cloudwatch-functions-put-handler-errors-dev as before.
moved {
  from = module.alarms.aws_cloudwatch_metric_alarm.functions_put_handler_errors
  to   = module.alarms.aws_cloudwatch_metric_alarm.this["functions_put_handler_errors"]
}

# It is trainr963-dev-cloudwatch-functions-put-handler-throttles-dev as before.
moved {
  from = module.alarms.aws_cloudwatch_metric_alarm.functions_put_handler_throttles
  to   = module.alarms.aws_cloudwatch_metric_alarm.this["functions_put_handler_throttles"]
}

# It is trainr963-dev-cloudwatch-tables-sessions-read-throttles-dev as before.
moved {
  from = module.alarms.aws_cloudwatch_metric_alarm.tables_sessions_read_throttles
  to   = module.alarms.aws_cloudwatch_metric_alarm.this["tables_sessions_read_throttles"]
}

# It is trainr963-dev-cloudwatch-tables-sessions-write-throttles-dev as before.
moved {
  from = module.alarms.aws_cloudwatch_metric_alarm.tables_sessions_write_throttles
  to   = module.alarms.aws_cloudwatch_metric_alarm.this["tables_sessions_write_throttles"]
}
