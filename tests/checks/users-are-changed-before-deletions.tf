resource "aws_wafv2_ip_set" "bare" { # finding: WAFAssociatedItemException
  name = "bare"
}

resource "aws_wafv2_ip_set" "sound" {
  name = "sound"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_wafv2_ip_set" "unused" {
  name = "unused"
}

resource "aws_wafv2_web_acl" "this" {
  name = "this"

  rule {
    statement {
      ip_set_reference_statement {
        arn = aws_wafv2_ip_set.bare.arn
      }
    }
  }

  rule {
    statement {
      ip_set_reference_statement {
        arn = aws_wafv2_ip_set.sound.arn
      }
    }
  }
}

resource "aws_wafv2_web_acl_association" "this" {
  resource_arn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/1"
  web_acl_arn  = aws_wafv2_web_acl.this.arn
}

resource "aws_security_group" "exported" { # finding: DependencyViolation
  name = "exported"
}

output "security_group" {
  value = aws_security_group.exported.id
}

resource "aws_rds_cluster_parameter_group" "fixed" { # finding: Put 16 into the name
  name   = "shop"
  family = "aurora-postgresql16"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_rds_cluster_parameter_group" "following" {
  name   = "shop-postgresql16"
  family = "aurora-postgresql16"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_rds_cluster" "this" {
  cluster_identifier              = "shop"
  db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.fixed.name
}

resource "aws_rds_cluster" "other" {
  cluster_identifier              = "other"
  db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.following.name
}
