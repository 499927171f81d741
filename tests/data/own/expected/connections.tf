# All connections between modules. The rules are in the root module, so no module depends on the other end.

resource "aws_vpc_security_group_egress_rule" "worker_eu_west_1_to_db_5432" {
  provider = aws.eu_west_1

  description                  = "To db"
  security_group_id            = module.worker.security_group_id
  referenced_security_group_id = module.db.security_group_id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

resource "aws_vpc_security_group_ingress_rule" "worker_eu_west_1_to_db_5432" {
  provider = aws.eu_west_1

  description                  = "From worker-eu-west-1"
  security_group_id            = module.db.security_group_id
  referenced_security_group_id = module.worker.security_group_id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}
