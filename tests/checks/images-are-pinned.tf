resource "aws_ecs_task_definition" "latest" { # finding: shop/web:latest may be another image tomorrow
  container_definitions = jsonencode([
    {
      name  = "app"
      image = "shop/web:latest"
    },
  ])
}

resource "aws_ecs_task_definition" "none" { # finding: may be another image
  container_definitions = jsonencode([
    {
      name  = "app"
      image = "registry.example.com:5000/shop/web"
    },
  ])
}

resource "aws_ecs_task_definition" "without_a_tag" { # finding: may be another image
  container_definitions = jsonencode([
    {
      name  = "app"
      image = "${var.images_url}/web"
    },
  ])
}

resource "aws_ecs_task_definition" "pinned" {
  container_definitions = jsonencode([
    {
      name  = "app"
      image = "registry.example.com:5000/shop/web:1.0.0"
    },
    {
      name  = "sidecar"
      image = "shop/sidecar@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    },
    {
      name  = "elsewhere"
      image = var.image
    },
    {
      name  = "of_a_repository"
      image = "${var.images_web_url}:1.4.2"
    },
    {
      name  = "of_any_version"
      image = "shop/web:${var.release}"
    },
  ])
}
