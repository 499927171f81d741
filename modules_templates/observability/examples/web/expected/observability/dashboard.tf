resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = "shop-observability-t1"

  # A widget without a place takes the next free one: three stand side by side.
  dashboard_body = jsonencode({
    widgets = [for key, alarm in local.alarms : {
      type   = "metric"
      width  = 8
      height = 6
      properties = {
        title   = replace(key, "_", " ")
        region  = "us-east-1"
        stat    = lookup(alarm, "statistic", lookup(alarm, "percentile", null))
        period  = lookup(alarm, "period", 300)
        metrics = [flatten([alarm.namespace, alarm.metric, [for name, value in alarm.dimensions : [name, value]]])]
        annotations = {
          horizontal = [{ label = "alarm", value = alarm.threshold }]
        }
      }
    }]
  })
}
