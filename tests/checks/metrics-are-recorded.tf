resource "aws_ecs_cluster" "blind" { # finding: The containers of the cluster are not measured
  setting {
    name  = "containerInsights"
    value = "disabled"
  }
}

resource "aws_ecs_cluster" "measured" {
  setting {
    name  = "containerInsights"
    value = "enhanced"
  }
}

resource "aws_rds_cluster_instance" "blind" { # finding: Slow queries of the database leave no trace
  monitoring_interval = 60
}

resource "aws_rds_cluster_instance" "unmonitored" { # finding: The machine of the database is not measured
  performance_insights_enabled = true
}

resource "aws_rds_cluster_instance" "measured" {
  monitoring_interval          = 60
  performance_insights_enabled = true
}

resource "aws_api_gateway_method_settings" "blind" { # finding: The routes of the API are not measured
  settings {
    metrics_enabled = false
  }
}

resource "aws_wafv2_web_acl" "blind" { # finding: Nobody sees what the web ACL does
  visibility_config {
    metric_name                = "waf"
    cloudwatch_metrics_enabled = false
    sampled_requests_enabled   = true
  }
}

resource "aws_apigatewayv2_stage" "blind" { # finding: Set `detailed_metrics_enabled = true`
  default_route_settings {
    detailed_metrics_enabled = false
  }
}

resource "aws_apigatewayv2_stage" "measured" {
  default_route_settings {
    detailed_metrics_enabled = true
  }
}

resource "aws_db_instance" "blind" { # finding: Slow queries of the database leave no trace
  monitoring_interval = 60
}

resource "aws_db_instance" "unmonitored" { # finding: The machine of the database is not measured
  performance_insights_enabled = true
}

resource "aws_db_instance" "measured" {
  monitoring_interval          = 60
  performance_insights_enabled = true
}
