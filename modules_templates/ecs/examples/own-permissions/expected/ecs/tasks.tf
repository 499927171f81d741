resource "aws_ecs_task_definition" "worker" {
  family                   = "shop-worker-t3"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = aws_iam_role.worker_execution.arn
  task_role_arn            = aws_iam_role.worker_task.arn

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
          awslogs-group         = aws_cloudwatch_log_group.worker_tasks.name
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
}
