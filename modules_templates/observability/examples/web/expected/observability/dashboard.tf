resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = "shop-observability-t1"
  dashboard_body = jsonencode({
    widgets = [
      {
        type   = "metric"
        x      = 0
        y      = 0
        width  = 8
        height = 6
        properties = {
          title  = "alb: errors"
          region = "us-east-1"
          stat   = "Sum"
          period = 300
          metrics = [
            [
              "AWS/ApplicationELB",
              "HTTPCode_ELB_5XX_Count",
              "LoadBalancer",
              var.alb_arn_suffix,
            ],
          ]
          annotations = {
            horizontal = [
              {
                label = "alarm"
                value = 10
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
          title  = "alb: web-errors"
          region = "us-east-1"
          stat   = "Sum"
          period = 300
          metrics = [
            [
              "AWS/ApplicationELB",
              "HTTPCode_Target_5XX_Count",
              "LoadBalancer",
              var.alb_arn_suffix,
              "TargetGroup",
              var.alb_web_target_group_arn_suffix,
            ],
          ]
          annotations = {
            horizontal = [
              {
                label = "alarm"
                value = 10
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
          title  = "alb: web-latency"
          region = "us-east-1"
          stat   = "p99"
          period = 300
          metrics = [
            [
              "AWS/ApplicationELB",
              "TargetResponseTime",
              "LoadBalancer",
              var.alb_arn_suffix,
              "TargetGroup",
              var.alb_web_target_group_arn_suffix,
            ],
          ]
          annotations = {
            horizontal = [
              {
                label = "alarm"
                value = 2
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
          title  = "alb: web-unhealthy"
          region = "us-east-1"
          stat   = "Maximum"
          period = 60
          metrics = [
            [
              "AWS/ApplicationELB",
              "UnHealthyHostCount",
              "LoadBalancer",
              var.alb_arn_suffix,
              "TargetGroup",
              var.alb_web_target_group_arn_suffix,
            ],
          ]
          annotations = {
            horizontal = [
              {
                label = "alarm"
                value = 0
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
          title   = "db: cpu"
          region  = "us-east-1"
          stat    = "Maximum"
          period  = 300
          metrics = [["AWS/RDS", "CPUUtilization", "DBClusterIdentifier", "shop-db-t1"]]
          annotations = {
            horizontal = [
              {
                label = "alarm"
                value = 80
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
          title   = "db: connections"
          region  = "us-east-1"
          stat    = "Maximum"
          period  = 300
          metrics = [["AWS/RDS", "DatabaseConnections", "DBClusterIdentifier", "shop-db-t1"]]
          annotations = {
            horizontal = [
              {
                label = "alarm"
                value = 400.0
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
          title   = "db: memory"
          region  = "us-east-1"
          stat    = "Minimum"
          period  = 300
          metrics = [["AWS/RDS", "FreeableMemory", "DBClusterIdentifier", "shop-db-t1"]]
          annotations = {
            horizontal = [
              {
                label = "alarm"
                value = 134217728
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
          title   = "db: capacity"
          region  = "us-east-1"
          stat    = "Maximum"
          period  = 300
          metrics = [["AWS/RDS", "ACUUtilization", "DBClusterIdentifier", "shop-db-t1"]]
          annotations = {
            horizontal = [
              {
                label = "alarm"
                value = 90
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
          title  = "ecs: web-cpu"
          region = "us-east-1"
          stat   = "Average"
          period = 300
          metrics = [
            [
              "AWS/ECS",
              "CPUUtilization",
              "ClusterName",
              "shop-ecs-t1",
              "ServiceName",
              "shop-web-t1",
            ],
          ]
          annotations = {
            horizontal = [
              {
                label = "alarm"
                value = 90
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
          title  = "ecs: web-memory"
          region = "us-east-1"
          stat   = "Average"
          period = 300
          metrics = [
            [
              "AWS/ECS",
              "MemoryUtilization",
              "ClusterName",
              "shop-ecs-t1",
              "ServiceName",
              "shop-web-t1",
            ],
          ]
          annotations = {
            horizontal = [
              {
                label = "alarm"
                value = 90
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
          title  = "ecs: web-tasks"
          region = "us-east-1"
          stat   = "Minimum"
          period = 60
          metrics = [
            [
              "ECS/ContainerInsights",
              "RunningTaskCount",
              "ClusterName",
              "shop-ecs-t1",
              "ServiceName",
              "shop-web-t1",
            ],
          ]
          annotations = {
            horizontal = [
              {
                label = "alarm"
                value = 2
              },
            ]
          }
        }
      },
    ]
  })
}
