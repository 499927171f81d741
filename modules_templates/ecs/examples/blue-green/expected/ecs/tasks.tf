resource "aws_ecs_task_definition" "web" {
  family                   = "ecommerce-web-prod123"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 512
  memory                   = 1024
  execution_role_arn       = aws_iam_role.web_execution.arn
  task_role_arn            = aws_iam_role.web_task.arn

  container_definitions = jsonencode([
    {
      name      = "app"
      image     = "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop/web:1.0.0"
      essential = true
      portMappings = [
        {
          containerPort = 8080
          hostPort      = 8080
          protocol      = "tcp"
        },
      ]
      environment = [
        {
          name  = "DATABASE_HOST"
          value = var.database_endpoint
        },
        {
          name  = "DATABASE_SECRET_ARN"
          value = var.database_master_secret_arn
        },
        {
          name  = "LOG_LEVEL"
          value = "info"
        },
        {
          name  = "PORT"
          value = "8080"
        },
      ]
      secrets = [
        {
          name      = "DATABASE_SECRET"
          valueFrom = var.database_master_secret_arn
        },
        {
          name      = "DATABASE_USER"
          valueFrom = "${var.database_master_secret_arn}:username::"
        },
        {
          name      = "PAYMENT_KEY"
          valueFrom = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/payment-AbCdEf"
        },
        {
          name      = "SESSION_KEY"
          valueFrom = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/session-key"
        },
      ]
      healthCheck = {
        command     = ["CMD-SHELL", "wget -q -O /dev/null http://localhost:8080/healthz || exit 1"]
        interval    = 30
        timeout     = 5
        retries     = 3
        startPeriod = 30
      }
      readonlyRootFilesystem = true
      mountPoints = [
        {
          sourceVolume  = "app-tmp"
          containerPath = "/tmp"
          readOnly      = false
        },
      ]
      linuxParameters = {
        initProcessEnabled = true
      }
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.web_tasks.name
          awslogs-region        = "us-east-1"
          awslogs-stream-prefix = "app"
        }
      }
    },
  ])

  runtime_platform {
    cpu_architecture        = "X86_64"
    operating_system_family = "LINUX"
  }

  volume {
    name = "app-tmp"
  }
}
