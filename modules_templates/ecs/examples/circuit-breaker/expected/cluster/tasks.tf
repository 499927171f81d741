resource "aws_ecs_task_definition" "order_api" {
  family                   = "shop-order-api-t2"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 1024
  memory                   = 3072
  execution_role_arn       = aws_iam_role.order_api_execution.arn
  task_role_arn            = aws_iam_role.order_api_task.arn

  # Rollbacks need older revisions, so Terraform does not deregister them.
  skip_destroy = true

  # collector: Passes traces on; a task lives on without it.
  container_definitions = jsonencode([
    {
      name      = "app"
      image     = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/order-api:bootstrap"
      essential = true
      command   = ["node", "server.js"]
      user      = "1000:1000"
      portMappings = [
        {
          containerPort = 3000
          hostPort      = 3000
          protocol      = "tcp"
        },
      ]
      environment = [
        {
          name  = "BALANCER"
          value = var.front_dns_name
        },
      ]
      secrets = [
        {
          name      = "DATABASE_PASSWORD"
          valueFrom = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf:password::"
        },
      ]
      readonlyRootFilesystem = false
      linuxParameters = {
        initProcessEnabled = true
      }
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.order_api_tasks.name
          awslogs-region        = "eu-west-1"
          awslogs-stream-prefix = "app"
        }
      }
    },
    {
      name      = "collector"
      image     = "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3"
      essential = false
      portMappings = [
        {
          containerPort = 4318
          hostPort      = 4318
          protocol      = "tcp"
        },
      ]
      readonlyRootFilesystem = false
      linuxParameters = {
        initProcessEnabled = true
      }
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.order_api_tasks.name
          awslogs-region        = "eu-west-1"
          awslogs-stream-prefix = "collector"
        }
      }
    },
  ])

  runtime_platform {
    cpu_architecture        = "ARM64"
    operating_system_family = "LINUX"
  }
}

resource "aws_ecs_task_definition" "nightly_report" {
  family                   = "shop-nightly-report-t2"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = aws_iam_role.nightly_report_execution.arn
  task_role_arn            = aws_iam_role.nightly_report_task.arn

  skip_destroy = true

  container_definitions = jsonencode([
    {
      name                   = "app"
      image                  = "public.ecr.aws/docker/library/busybox:1.37"
      essential              = true
      command                = ["sleep", "infinity"]
      readonlyRootFilesystem = true
      linuxParameters = {
        initProcessEnabled = true
      }
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.nightly_report_tasks.name
          awslogs-region        = "eu-west-1"
          awslogs-stream-prefix = "app"
        }
      }
    },
  ])

  runtime_platform {
    cpu_architecture        = "X86_64"
    operating_system_family = "LINUX"
  }
}
