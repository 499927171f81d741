# All connections between modules. The rules are in the root module, so no module depends on the other end.

resource "aws_vpc_security_group_egress_rule" "alb_to_web_8080" {
  description                  = "To web"
  security_group_id            = module.alb.security_group_id
  referenced_security_group_id = module.ecs.web_security_group_id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}

resource "aws_vpc_security_group_ingress_rule" "alb_to_web_8080" {
  description                  = "From alb"
  security_group_id            = module.ecs.web_security_group_id
  referenced_security_group_id = module.alb.security_group_id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}

resource "aws_vpc_security_group_egress_rule" "web_to_db_5432" {
  description                  = "To db"
  security_group_id            = module.ecs.web_security_group_id
  referenced_security_group_id = module.db.security_group_id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

resource "aws_vpc_security_group_ingress_rule" "web_to_db_5432" {
  description                  = "From web"
  security_group_id            = module.db.security_group_id
  referenced_security_group_id = module.ecs.web_security_group_id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}
