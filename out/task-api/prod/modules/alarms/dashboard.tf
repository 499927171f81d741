resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = "trainr963-synthtrainr963-cloudwatch-alarms-production"
  dashboard_body = jsonencode({
    widgets = [
      {
        type   = "metric"
        x      = 0
        y      = 0
        width  = 8
        height = 6
        properties = {
          title  = "tables: sessions-read-throttles"
          region = "us-east-1"
          stat   = "Sum"
          period = 300
          metrics = [
            [
              "AWS/DynamoDB",
              "ReadThrottleEvents",
              "TableName",
              var.tables_sessions_table_name,
            ],
          ]
          annotations = {
            horizontal = [
              {
                label = "alarm"
                value = 5
              },
            ]
          }
        }
      },
      {
        type   = "metric"
        x      = 8
        y      = 0
        width  = 8
        height = 6
        properties = {
          title  = "tables: sessions-write-throttles"
          region = "us-east-1"
          stat   = "Sum"
          period = 300
          metrics = [
            [
              "AWS/DynamoDB",
              "WriteThrottleEvents",
              "TableName",
              var.tables_sessions_table_name,
            ],
          ]
          annotations = {
            horizontal = [
              {
                label = "alarm"
                value = 5
              },
            ]
          }
        }
      },
      {
        type   = "metric"
        x      = 16
        y      = 0
        width  = 8
        height = 6
        properties = {
          title  = "functions: get-handler-errors"
          region = "us-east-1"
          stat   = "Sum"
          period = 300
          metrics = [
            [
              "AWS/Lambda",
              "Errors",
              "FunctionName",
              "trainr963-synthtrainr963-lambda-get-handler-production",
            ],
          ]
          annotations = {
            horizontal = [
              {
                label = "alarm"
                value = 5
              },
            ]
          }
        }
      },
      {
        type   = "metric"
        x      = 0
        y      = 6
        width  = 8
        height = 6
        properties = {
          title  = "functions: get-handler-throttles"
          region = "us-east-1"
          stat   = "Sum"
          period = 300
          metrics = [
            [
              "AWS/Lambda",
              "Throttles",
              "FunctionName",
              "trainr963-synthtrainr963-lambda-get-handler-production",
            ],
          ]
          annotations = {
            horizontal = [
              {
                label = "alarm"
                value = 1
              },
            ]
          }
        }
      },
      {
        type   = "metric"
        x      = 8
        y      = 6
        width  = 8
        height = 6
        properties = {
          title  = "functions: get-handler-duration"
          region = "us-east-1"
          stat   = "p99"
          period = 300
          metrics = [
            [
              "AWS/Lambda",
              "Duration",
              "FunctionName",
              "trainr963-synthtrainr963-lambda-get-handler-production",
            ],
          ]
          annotations = {
            horizontal = [
              {
                label = "alarm"
                value = 27000
              },
            ]
          }
        }
      },
      {
        type   = "metric"
        x      = 16
        y      = 6
        width  = 8
        height = 6
        properties = {
          title  = "functions: post-handler-errors"
          region = "us-east-1"
          stat   = "Sum"
          period = 300
          metrics = [
            [
              "AWS/Lambda",
              "Errors",
              "FunctionName",
              "trainr963-synthtrainr963-lambda-post-handler-production",
            ],
          ]
          annotations = {
            horizontal = [
              {
                label = "alarm"
                value = 5
              },
            ]
          }
        }
      },
      {
        type   = "metric"
        x      = 0
        y      = 12
        width  = 8
        height = 6
        properties = {
          title  = "functions: post-handler-throttles"
          region = "us-east-1"
          stat   = "Sum"
          period = 300
          metrics = [
            [
              "AWS/Lambda",
              "Throttles",
              "FunctionName",
              "trainr963-synthtrainr963-lambda-post-handler-production",
            ],
          ]
          annotations = {
            horizontal = [
              {
                label = "alarm"
                value = 1
              },
            ]
          }
        }
      },
      {
        type   = "metric"
        x      = 8
        y      = 12
        width  = 8
        height = 6
        properties = {
          title  = "functions: post-handler-duration"
          region = "us-east-1"
          stat   = "p99"
          period = 300
          metrics = [
            [
              "AWS/Lambda",
              "Duration",
              "FunctionName",
              "trainr963-synthtrainr963-lambda-post-handler-production",
            ],
          ]
          annotations = {
            horizontal = [
              {
                label = "alarm"
                value = 27000
              },
            ]
          }
        }
      },
      {
        type   = "metric"
        x      = 16
        y      = 12
        width  = 8
        height = 6
        properties = {
          title  = "functions: put-handler-errors"
          region = "us-east-1"
          stat   = "Sum"
          period = 300
          metrics = [
            [
              "AWS/Lambda",
              "Errors",
              "FunctionName",
              "trainr963-synthtrainr963-lambda-put-handler-production",
            ],
          ]
          annotations = {
            horizontal = [
              {
                label = "alarm"
                value = 5
              },
            ]
          }
        }
      },
      {
        type   = "metric"
        x      = 0
        y      = 18
        width  = 8
        height = 6
        properties = {
          title  = "functions: put-handler-throttles"
          region = "us-east-1"
          stat   = "Sum"
          period = 300
          metrics = [
            [
              "AWS/Lambda",
              "Throttles",
              "FunctionName",
              "trainr963-synthtrainr963-lambda-put-handler-production",
            ],
          ]
          annotations = {
            horizontal = [
              {
                label = "alarm"
                value = 1
              },
            ]
          }
        }
      },
      {
        type   = "metric"
        x      = 8
        y      = 18
        width  = 8
        height = 6
        properties = {
          title  = "functions: put-handler-duration"
          region = "us-east-1"
          stat   = "p99"
          period = 300
          metrics = [
            [
              "AWS/Lambda",
              "Duration",
              "FunctionName",
              "trainr963-synthtrainr963-lambda-put-handler-production",
            ],
          ]
          annotations = {
            horizontal = [
              {
                label = "alarm"
                value = 27000
              },
            ]
          }
        }
      },
      {
        type   = "metric"
        x      = 16
        y      = 18
        width  = 8
        height = 6
        properties = {
          title  = "functions: delete-handler-errors"
          region = "us-east-1"
          stat   = "Sum"
          period = 300
          metrics = [
            [
              "AWS/Lambda",
              "Errors",
              "FunctionName",
              "trainr963-synthtrainr963-lambda-delete-handler-production",
            ],
          ]
          annotations = {
            horizontal = [
              {
                label = "alarm"
                value = 5
              },
            ]
          }
        }
      },
      {
        type   = "metric"
        x      = 0
        y      = 24
        width  = 8
        height = 6
        properties = {
          title  = "functions: delete-handler-throttles"
          region = "us-east-1"
          stat   = "Sum"
          period = 300
          metrics = [
            [
              "AWS/Lambda",
              "Throttles",
              "FunctionName",
              "trainr963-synthtrainr963-lambda-delete-handler-production",
            ],
          ]
          annotations = {
            horizontal = [
              {
                label = "alarm"
                value = 1
              },
            ]
          }
        }
      },
      {
        type   = "metric"
        x      = 8
        y      = 24
        width  = 8
        height = 6
        properties = {
          title  = "functions: delete-handler-duration"
          region = "us-east-1"
          stat   = "p99"
          period = 300
          metrics = [
            [
              "AWS/Lambda",
              "Duration",
              "FunctionName",
              "trainr963-synthtrainr963-lambda-delete-handler-production",
            ],
          ]
          annotations = {
            horizontal = [
              {
                label = "alarm"
                value = 27000
              },
            ]
          }
        }
      },
      {
        type   = "metric"
        x      = 16
        y      = 24
        width  = 8
        height = 6
        properties = {
          title  = "api: 5xx"
          region = "us-east-1"
          stat   = "Sum"
          period = 300
          metrics = [
            [
              "AWS/ApiGateway",
              "5XXError",
              "ApiName",
              "trainr963-synthtrainr963-apigateway-api-production",
              "Stage",
              "production",
            ],
          ]
          annotations = {
            horizontal = [
              {
                label = "alarm"
                value = 5
              },
            ]
          }
        }
      },
    ]
  })
}
