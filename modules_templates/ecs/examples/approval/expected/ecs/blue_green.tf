resource "aws_codedeploy_app" "this" {
  name             = "shop-ecs-t4"
  compute_platform = "ECS"
}

data "aws_iam_policy_document" "codedeploy_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["codedeploy.amazonaws.com"]
    }

    # Confused-deputy protection: only this account may use the role.
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["123456789012"]
    }
  }
}

resource "aws_codedeploy_deployment_group" "web" {
  app_name               = aws_codedeploy_app.this.name
  deployment_group_name  = "shop-web-t4"
  deployment_config_name = "CodeDeployDefault.ECSAllAtOnce"
  service_role_arn       = aws_iam_role.web_codedeploy.arn

  deployment_style {
    deployment_type   = "BLUE_GREEN"
    deployment_option = "WITH_TRAFFIC_CONTROL"
  }

  ecs_service {
    cluster_name = aws_ecs_cluster.this.name
    service_name = aws_ecs_service.web.name
  }

  load_balancer_info {
    target_group_pair_info {
      prod_traffic_route {
        listener_arns = [var.web_https_listener_arn]
      }

      test_traffic_route {
        listener_arns = [var.web_test_listener_arn]
      }

      target_group {
        name = var.web_blue_target_group_name
      }

      target_group {
        name = var.web_green_target_group_name
      }
    }
  }

  blue_green_deployment_config {
    deployment_ready_option {
      action_on_timeout = "CONTINUE_DEPLOYMENT"
    }

    terminate_blue_instances_on_deployment_success {
      action                           = "TERMINATE"
      termination_wait_time_in_minutes = 5
    }
  }

  auto_rollback_configuration {
    enabled = true
    events  = ["DEPLOYMENT_FAILURE"]
  }

  depends_on = [
    aws_iam_role_policy.web_codedeploy,
    aws_iam_role_policy_attachment.web_codedeploy,
  ]
}

resource "aws_iam_role" "web_codedeploy" {
  name                 = "shop-web-codedeploy-t4"
  description          = "Deploys web"
  assume_role_policy   = data.aws_iam_policy_document.codedeploy_trust.json
  permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"
}

resource "aws_iam_role_policy_attachment" "web_codedeploy" {
  role       = aws_iam_role.web_codedeploy.name
  policy_arn = "arn:aws:iam::aws:policy/AWSCodeDeployRoleForECS"
}

resource "aws_iam_role_policy" "web_codedeploy" {
  name   = "this-service-only"
  role   = aws_iam_role.web_codedeploy.id
  policy = data.aws_iam_policy_document.web_codedeploy.json
}

# AWS's managed policy covers all services, listeners and roles of the account. These statements deny all others.
data "aws_iam_policy_document" "web_codedeploy" {
  statement {
    sid     = "NoOtherService"
    effect  = "Deny"
    actions = ["ecs:DeleteTaskSet", "ecs:UpdateServicePrimaryTaskSet"]

    not_resources = [
      aws_ecs_service.web.id,
      "${replace(aws_ecs_service.web.id, ":service/", ":task-set/")}/*",
    ]
  }

  statement {
    sid     = "NoOtherListener"
    effect  = "Deny"
    actions = ["elasticloadbalancing:ModifyListener", "elasticloadbalancing:ModifyRule"]

    not_resources = [
      var.web_https_listener_arn,
      "${replace(var.web_https_listener_arn, ":listener/", ":listener-rule/")}/*",
      var.web_test_listener_arn,
      "${replace(var.web_test_listener_arn, ":listener/", ":listener-rule/")}/*",
    ]
  }

  statement {
    sid     = "NoOtherRole"
    effect  = "Deny"
    actions = ["iam:PassRole"]

    not_resources = [
      aws_iam_role.web_execution.arn,
      aws_iam_role.web_task.arn,
    ]
  }
}

resource "aws_codedeploy_deployment_group" "checkout" {
  app_name               = aws_codedeploy_app.this.name
  deployment_group_name  = "shop-checkout-t4"
  deployment_config_name = "CodeDeployDefault.ECSLinear10PercentEvery1Minutes"
  service_role_arn       = aws_iam_role.checkout_codedeploy.arn

  deployment_style {
    deployment_type   = "BLUE_GREEN"
    deployment_option = "WITH_TRAFFIC_CONTROL"
  }

  ecs_service {
    cluster_name = aws_ecs_cluster.this.name
    service_name = aws_ecs_service.checkout.name
  }

  load_balancer_info {
    target_group_pair_info {
      prod_traffic_route {
        listener_arns = [var.checkout_https_listener_arn]
      }

      test_traffic_route {
        listener_arns = [var.checkout_test_listener_arn]
      }

      target_group {
        name = var.checkout_blue_target_group_name
      }

      target_group {
        name = var.checkout_green_target_group_name
      }
    }
  }

  blue_green_deployment_config {
    deployment_ready_option {
      action_on_timeout    = "STOP_DEPLOYMENT"
      wait_time_in_minutes = 120
    }

    terminate_blue_instances_on_deployment_success {
      action                           = "TERMINATE"
      termination_wait_time_in_minutes = 60
    }
  }

  auto_rollback_configuration {
    enabled = true
    events  = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"]
  }

  alarm_configuration {
    enabled = true
    alarms  = ["checkout-errors", "checkout-latency"]
  }

  depends_on = [
    aws_iam_role_policy.checkout_codedeploy,
    aws_iam_role_policy_attachment.checkout_codedeploy,
  ]
}

resource "aws_iam_role" "checkout_codedeploy" {
  name                 = "shop-checkout-codedeploy-t4"
  description          = "Deploys checkout"
  assume_role_policy   = data.aws_iam_policy_document.codedeploy_trust.json
  permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"
}

resource "aws_iam_role_policy_attachment" "checkout_codedeploy" {
  role       = aws_iam_role.checkout_codedeploy.name
  policy_arn = "arn:aws:iam::aws:policy/AWSCodeDeployRoleForECS"
}

resource "aws_iam_role_policy" "checkout_codedeploy" {
  name   = "this-service-only"
  role   = aws_iam_role.checkout_codedeploy.id
  policy = data.aws_iam_policy_document.checkout_codedeploy.json
}

data "aws_iam_policy_document" "checkout_codedeploy" {
  statement {
    sid     = "NoOtherService"
    effect  = "Deny"
    actions = ["ecs:DeleteTaskSet", "ecs:UpdateServicePrimaryTaskSet"]

    not_resources = [
      aws_ecs_service.checkout.id,
      "${replace(aws_ecs_service.checkout.id, ":service/", ":task-set/")}/*",
    ]
  }

  statement {
    sid     = "NoOtherListener"
    effect  = "Deny"
    actions = ["elasticloadbalancing:ModifyListener", "elasticloadbalancing:ModifyRule"]

    not_resources = [
      var.checkout_https_listener_arn,
      "${replace(var.checkout_https_listener_arn, ":listener/", ":listener-rule/")}/*",
      var.checkout_test_listener_arn,
      "${replace(var.checkout_test_listener_arn, ":listener/", ":listener-rule/")}/*",
    ]
  }

  statement {
    sid     = "NoOtherRole"
    effect  = "Deny"
    actions = ["iam:PassRole"]

    not_resources = [
      aws_iam_role.checkout_execution.arn,
      aws_iam_role.checkout_task.arn,
    ]
  }
}
