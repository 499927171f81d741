# What stood at another address before. Terraform takes it along instead of destroying it and making it anew. When every
# state has been applied, `hclpress mv web-app/staging --forget` takes this away.

# It is ecommerce-alb-errors-staging1 as before.
moved {
  from = module.observability.aws_cloudwatch_metric_alarm.alb_errors
  to   = module.observability.aws_cloudwatch_metric_alarm.this["alb_errors"]
}

# It is ecommerce-alb-web-blue-errors-staging1 as before.
moved {
  from = module.observability.aws_cloudwatch_metric_alarm.alb_web_blue_errors
  to   = module.observability.aws_cloudwatch_metric_alarm.this["alb_web_blue_errors"]
}

# It is ecommerce-alb-web-blue-latency-staging1 as before.
moved {
  from = module.observability.aws_cloudwatch_metric_alarm.alb_web_blue_latency
  to   = module.observability.aws_cloudwatch_metric_alarm.this["alb_web_blue_latency"]
}

# It is ecommerce-alb-web-blue-unhealthy-staging1 as before.
moved {
  from = module.observability.aws_cloudwatch_metric_alarm.alb_web_blue_unhealthy
  to   = module.observability.aws_cloudwatch_metric_alarm.this["alb_web_blue_unhealthy"]
}

# It is ecommerce-alb-web-green-errors-staging1 as before.
moved {
  from = module.observability.aws_cloudwatch_metric_alarm.alb_web_green_errors
  to   = module.observability.aws_cloudwatch_metric_alarm.this["alb_web_green_errors"]
}

# It is ecommerce-alb-web-green-latency-staging1 as before.
moved {
  from = module.observability.aws_cloudwatch_metric_alarm.alb_web_green_latency
  to   = module.observability.aws_cloudwatch_metric_alarm.this["alb_web_green_latency"]
}

# It is ecommerce-alb-web-green-unhealthy-staging1 as before.
moved {
  from = module.observability.aws_cloudwatch_metric_alarm.alb_web_green_unhealthy
  to   = module.observability.aws_cloudwatch_metric_alarm.this["alb_web_green_unhealthy"]
}

# It is ecommerce-db-capacity-staging1 as before.
moved {
  from = module.observability.aws_cloudwatch_metric_alarm.db_capacity
  to   = module.observability.aws_cloudwatch_metric_alarm.this["db_capacity"]
}

# It is ecommerce-db-connections-staging1 as before.
moved {
  from = module.observability.aws_cloudwatch_metric_alarm.db_connections
  to   = module.observability.aws_cloudwatch_metric_alarm.this["db_connections"]
}

# It is ecommerce-db-cpu-staging1 as before.
moved {
  from = module.observability.aws_cloudwatch_metric_alarm.db_cpu
  to   = module.observability.aws_cloudwatch_metric_alarm.this["db_cpu"]
}

# It is ecommerce-db-memory-staging1 as before.
moved {
  from = module.observability.aws_cloudwatch_metric_alarm.db_memory
  to   = module.observability.aws_cloudwatch_metric_alarm.this["db_memory"]
}

# It is ecommerce-ecs-web-cpu-staging1 as before.
moved {
  from = module.observability.aws_cloudwatch_metric_alarm.ecs_web_cpu
  to   = module.observability.aws_cloudwatch_metric_alarm.this["ecs_web_cpu"]
}

# It is ecommerce-ecs-web-memory-staging1 as before.
moved {
  from = module.observability.aws_cloudwatch_metric_alarm.ecs_web_memory
  to   = module.observability.aws_cloudwatch_metric_alarm.this["ecs_web_memory"]
}

# It is ecommerce-ecs-web-tasks-staging1 as before.
moved {
  from = module.observability.aws_cloudwatch_metric_alarm.ecs_web_tasks
  to   = module.observability.aws_cloudwatch_metric_alarm.this["ecs_web_tasks"]
}

# It is ecommerce-waf-blocked-staging1 as before.
moved {
  from = module.observability.aws_cloudwatch_metric_alarm.waf_blocked
  to   = module.observability.aws_cloudwatch_metric_alarm.this["waf_blocked"]
}
