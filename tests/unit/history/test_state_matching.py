"""Resources of a state, held against rendered ones: what is certain, what is asked, and what nothing describes."""

from __future__ import annotations

from configurations import configuration

from hclpress.history.state_matching import Rendering, StateMatching, match_state
from hclpress.module.name import Name
from hclpress.terraform.state_json import StateResource

BUCKET = """
resource "aws_s3_bucket" "assets" {
  bucket = "shop-assets"
}

resource "aws_s3_bucket_versioning" "assets" {
  bucket = aws_s3_bucket.assets.id

  versioning_configuration {
    status = "Enabled"
  }
}
"""
KEY = """
resource "aws_kms_key" "data" {
  description = "data"
}

resource "aws_kms_alias" "data" {
  name          = "alias/data"
  target_key_id = aws_kms_key.data.key_id
}
"""
NETWORK = """
resource "aws_vpc" "this" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "private" {
  for_each = {
    "a" = "10.0.0.0/24"
    "b" = "10.0.1.0/24"
  }

  vpc_id     = aws_vpc.this.id
  cidr_block = each.value
}

resource "aws_route_table" "private" {
  for_each = toset(["a", "b"])
  vpc_id   = aws_vpc.this.id
}

resource "aws_route_table_association" "private" {
  for_each       = aws_subnet.private
  subnet_id      = each.value.id
  route_table_id = aws_route_table.private[each.key].id
}
"""


def one(kind: str, label: str, **values: str) -> StateResource:
    return StateResource(f"{kind}.{label}", kind, dict(values))


def matched(
    text: str, *state: StateResource, names: dict[str, Name] | None = None, region: str = "", **told: StateResource
) -> StateMatching:
    resources = configuration(text).resources
    regions = dict.fromkeys(resources, region)
    return match_state(Rendering(resources, regions, names or {}), state, told)


def pairs(found: StateMatching) -> dict[str, str]:
    return {address: each.address for address, each in found.matched.items()}


def test_a_name_makes_it_certain_and_so_does_the_parent_of_a_companion() -> None:
    state = (
        one("aws_s3_bucket", "a", bucket="shop-assets", id="shop-assets"),
        one("aws_s3_bucket", "b", bucket="other"),
    )
    found = matched(BUCKET, *state, one("aws_s3_bucket_versioning", "v", bucket="shop-assets"))
    assert pairs(found) == {
        "aws_s3_bucket.assets": "aws_s3_bucket.a",
        "aws_s3_bucket_versioning.assets": "aws_s3_bucket_versioning.v",
    }
    assert found.candidates == {}
    assert [each.address for each in found.undescribed] == ["aws_s3_bucket.b"]


def test_another_name_is_asked_only_where_the_spec_can_keep_it() -> None:
    other = one("aws_s3_bucket", "b", bucket="acme-assets")
    assert matched(BUCKET, other).candidates == {}
    name = Name("shop-assets", "aws_s3_bucket", ("buckets", "assets"))
    found = matched(BUCKET, other, names={"aws_s3_bucket.assets": name})
    assert {address: [each.address for each in ones] for address, ones in found.candidates.items()} == {
        "aws_s3_bucket.assets": ["aws_s3_bucket.b"]
    }
    assert found.created == ("aws_s3_bucket_versioning.assets",)


def test_the_likeliest_candidate_comes_first() -> None:
    name = Name("shop-assets", "aws_s3_bucket", ("buckets", "assets"))
    state = (one("aws_s3_bucket", "x", bucket="warehouse"), one("aws_s3_bucket", "y", bucket="shop-asset"))
    found = matched(BUCKET, *state, names={"aws_s3_bucket.assets": name})
    assert [each.address for each in found.candidates["aws_s3_bucket.assets"]] == ["aws_s3_bucket.y", "aws_s3_bucket.x"]


def test_an_answer_leads_to_companions() -> None:
    bucket = one("aws_s3_bucket", "b", bucket="acme", id="acme")
    versioning = one("aws_s3_bucket_versioning", "v", bucket="acme")
    resources = configuration(BUCKET).resources
    found = match_state(Rendering(resources, {}, {}), (bucket, versioning), {"aws_s3_bucket.assets": bucket})
    assert pairs(found)["aws_s3_bucket_versioning.assets"] == "aws_s3_bucket_versioning.v"


def test_an_alias_tells_its_key() -> None:
    alias = one("aws_kms_alias", "x", name="alias/data", target_key_id="k1")
    keys = (one("aws_kms_key", "one", key_id="k1", id="k1"), one("aws_kms_key", "two", key_id="k2", id="k2"))
    found = matched(KEY, alias, *keys)
    assert pairs(found) == {"aws_kms_alias.data": "aws_kms_alias.x", "aws_kms_key.data": "aws_kms_key.one"}


def test_a_key_without_an_alias_is_asked() -> None:
    found = matched(KEY, one("aws_kms_key", "one", key_id="k1", id="k1"))
    assert list(found.candidates) == ["aws_kms_key.data"]


def test_subnets_are_told_by_their_blocks_and_route_tables_by_their_subnets() -> None:
    state = (
        one("aws_vpc", "main", id="vpc-1", cidr_block="10.0.0.0/16"),
        one("aws_subnet", "x", id="subnet-b", vpc_id="vpc-1", cidr_block="10.0.1.0/24"),
        one("aws_subnet", "y", id="subnet-a", vpc_id="vpc-1", cidr_block="10.0.0.0/24"),
        one("aws_subnet", "z", id="subnet-z", vpc_id="vpc-2", cidr_block="10.0.0.0/24"),
        one("aws_route_table", "x", id="rtb-b", vpc_id="vpc-1"),
        one("aws_route_table", "y", id="rtb-a", vpc_id="vpc-1"),
        one("aws_route_table_association", "x", id="1", subnet_id="subnet-b", route_table_id="rtb-b"),
        one("aws_route_table_association", "y", id="2", subnet_id="subnet-a", route_table_id="rtb-a"),
    )
    found = pairs(matched(NETWORK, *state))
    assert found['aws_subnet.private["a"]'] == "aws_subnet.y"
    assert found['aws_route_table.private["a"]'] == "aws_route_table.y"
    assert found['aws_route_table.private["b"]'] == "aws_route_table.x"
    assert len(found) == 7


def test_two_networks_of_one_block_are_asked() -> None:
    state = (one("aws_vpc", "a", cidr_block="10.0.0.0/16"), one("aws_vpc", "b", cidr_block="10.0.0.0/16"))
    found = matched(NETWORK, *state)
    assert found.matched == {}
    assert len(found.candidates["aws_vpc.this"]) == 2


def test_a_resource_of_another_region_is_another() -> None:
    arn = "arn:aws:dynamodb:us-east-1:123456789012:table/orders"
    table = 'resource "aws_dynamodb_table" "orders" {\n  name = "orders"\n}\n'
    state = one("aws_dynamodb_table", "a", name="orders", arn=arn)
    assert matched(table, state, region="eu-central-1").matched == {}
    assert len(matched(table, state, region="us-east-1").matched) == 1


def test_what_two_rendered_resources_claim_is_left_open() -> None:
    text = "".join(f'resource "aws_dynamodb_table" "{label}" {{\n  name = "orders"\n}}\n' for label in "ab")
    found = matched(text, one("aws_dynamodb_table", "a", name="orders"))
    assert found.matched == {}
    assert len(found.candidates) == 2


PERMISSION = """
resource "aws_lambda_permission" "nightly" {
  function_name = "orders"
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  source_arn    = "arn:aws:events:us-east-1:123456789012:rule/nightly"
}
"""


def test_an_argument_that_is_not_set_is_told_by_the_others_or_not_at_all() -> None:
    values = {"function_name": "orders", "statement_id": "tf-1", "principal": "events.amazonaws.com"}
    arn = "arn:aws:events:us-east-1:123456789012:rule/"
    assert (
        len(matched(PERMISSION, one("aws_lambda_permission", "a", **values, source_arn=f"{arn}nightly")).matched) == 1
    )
    other = matched(PERMISSION, one("aws_lambda_permission", "a", **values, source_arn=f"{arn}hourly"))
    assert other.matched == {}


def test_a_type_that_nothing_tells_apart_is_asked() -> None:
    text = 'resource "aws_cloudfront_distribution" "this" {\n  enabled = true\n}\n'
    found = matched(text, one("aws_cloudfront_distribution", "a", id="E74FTE3EXAMPLE"))
    assert (found.matched, list(found.candidates)) == ({}, ["aws_cloudfront_distribution.this"])


def test_services_of_two_clusters_are_two() -> None:
    text = """
resource "aws_ecs_cluster" "this" {
  name = "shop"
}

resource "aws_ecs_service" "web" {
  name    = "web"
  cluster = aws_ecs_cluster.this.id
}
"""
    arn = "arn:aws:ecs:us-east-1:123456789012:cluster/"
    state = [one("aws_ecs_service", name, name="web", cluster=f"{arn}{name}") for name in ("shop", "till")]
    assert pairs(matched(text, *state)) == {"aws_ecs_service.web": "aws_ecs_service.shop"}
