"""Addresses and identities as they are read from a configuration."""

from __future__ import annotations

from pathlib import PurePosixPath

from hclpress.hcl.parsers import read
from hclpress.history.matching import match
from hclpress.history.moves import Move
from hclpress.history.resources import resources_of
from hclpress.model.parsed_stack import PlacedBlock

ROOT = """
provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "us_west_2"
  region = "us-west-2"
}

resource "aws_vpc_security_group_egress_rule" "web_to_db" {
  security_group_id            = module.web.security_group_id
  referenced_security_group_id = module.db.security_group_id
  ip_protocol                  = "tcp"
  from_port                    = 5432
}

module "west" {
  source = "./modules/west-side"

  providers = {
    aws = aws.us_west_2
  }

  vpc_id = module.net.vpc_id
}
"""
WEST = """
locals {
  scaled = {
    "a/b" = {
      size = 1
    }
  }
}

resource "aws_s3_bucket" "logs" {
  bucket = "logs"
}

resource "aws_s3_bucket_policy" "logs" {
  bucket = aws_s3_bucket.logs.id
  policy = data.aws_iam_policy_document.logs.json
}

resource "aws_security_group" "this" {
  name   = "west"
  vpc_id = var.vpc_id
}

resource "aws_eip" "nat" {
  for_each = toset(["us-west-2a", "us-west-2b"])
}

resource "aws_nat_gateway" "this" {
  for_each = aws_eip.nat

  allocation_id = each.value.id
}

resource "aws_rds_cluster_instance" "this" {
  for_each = {
    "1" = "us-west-2a"
  }

  identifier        = "db-${each.key}-prod"
  availability_zone = each.value
}

resource "aws_appautoscaling_target" "this" {
  for_each = local.scaled

  service_namespace = "dynamodb"
}

resource "aws_thing" "only_terraform_knows" {
  for_each = var.things

  name = "x"
}

data "aws_iam_policy_document" "logs" {
}
"""


def blocks(text: str, instance: str | None) -> tuple[PlacedBlock, ...]:
    return tuple(PlacedBlock(one, PurePosixPath("main.tf"), instance) for one in read(text, "main.tf").blocks)


FOUND = {
    address: one.to_texts()
    for address, one in resources_of({None: blocks(ROOT, None), "west-side": blocks(WEST, "west-side")}).items()
}


def test_every_resource_has_the_address_it_has_in_the_state() -> None:
    assert sorted(FOUND) == [
        "aws_vpc_security_group_egress_rule.web_to_db",
        'module.west.aws_appautoscaling_target.this["a/b"]',
        'module.west.aws_eip.nat["us-west-2a"]',
        'module.west.aws_eip.nat["us-west-2b"]',
        'module.west.aws_nat_gateway.this["us-west-2a"]',
        'module.west.aws_nat_gateway.this["us-west-2b"]',
        'module.west.aws_rds_cluster_instance.this["1"]',
        "module.west.aws_s3_bucket.logs",
        "module.west.aws_s3_bucket_policy.logs",
        "module.west.aws_security_group.this",
        "module.west.aws_thing.only_terraform_knows",
    ]


def test_a_name_of_its_own_is_its_identity_with_the_region_its_provider_works_in() -> None:
    assert FOUND["module.west.aws_s3_bucket.logs"] == ["bucket=logs", "region=us-west-2"]
    assert FOUND["module.west.aws_security_group.this"] == ["name=west", "region=us-west-2"]


def test_a_name_made_of_a_key_is_filled_in() -> None:
    assert FOUND['module.west.aws_rds_cluster_instance.this["1"]'] == ["identifier=db-1-prod", "region=us-west-2"]


def test_what_has_no_name_is_known_by_what_it_hangs_on() -> None:
    assert FOUND["module.west.aws_s3_bucket_policy.logs"] == [
        "region~=us-west-2",
        "bucket@module.west.aws_s3_bucket.logs",
    ]
    assert FOUND['module.west.aws_nat_gateway.this["us-west-2a"]'] == [
        "region~=us-west-2",
        'allocation_id@module.west.aws_eip.nat["us-west-2a"]',
    ]
    assert FOUND["aws_vpc_security_group_egress_rule.web_to_db"] == [
        "from_port~=5432",
        "ip_protocol~=tcp",
        "region~=us-east-1",
        "referenced_security_group_id@module.db.security_group_id",
        "security_group_id@module.web.security_group_id",
    ]


def test_resources_that_become_entries_of_a_map_move_to_its_keys_by_their_names() -> None:
    alone = """
resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name = "shop-errors-t1"
}

resource "aws_cloudwatch_metric_alarm" "latency" {
  alarm_name = "shop-latency-t1"
}
"""
    together = """
locals {
  alarms = {
    errors = {
      name       = "shop-errors-t1"
      dimensions = { LoadBalancer = var.arn_suffix, TargetGroup = "web" }
    }
    latency = {
      name       = "shop-latency-t1"
      percentile = "p99"
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name = each.value.name
  dimensions = each.value.dimensions
}
"""
    kind = "aws_cloudwatch_metric_alarm"
    before, now = (resources_of({None: blocks(text, None)}) for text in (alone, together))
    assert match(before, now).moves == (
        Move(f"{kind}.errors", f'{kind}.this["errors"]'),
        Move(f"{kind}.latency", f'{kind}.this["latency"]'),
    )
