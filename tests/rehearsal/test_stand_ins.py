"""Stand-ins for what exists already: their root module, the values that they give, and a rehearsal that changes one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hclpress.diagnostics import Diagnosed
from hclpress.hcl.expression import Expr
from hclpress.module.stand_in_resource import StandInResource
from hclpress.rehearsal import stand_ins
from hclpress.rehearsal.rehearse import rehearse
from hclpress.rehearsal.scene_and_outcome import Rehearsed, Scene
from hclpress.rehearsal.stand_ins import each_once, read_states, refuse_changes, substitute, write_configuration
from hclpress.rehearsal.stand_ins_in_text import stand_ins_in_text
from hclpress.terraform.discovery import Origin, Terraform, TerraformKind
from hclpress.terraform.plan_json import Plan
from hclpress.terraform.provider_mirror import find_mirror
from hclpress.terraform.working_copy import WorkingCopy

ACCOUNT, REGION = "123456789012", "us-east-1"
KEY = "12345678-1234-1234-1234-123456789012"
KEY_ARN = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/{KEY}"
TOPIC = StandInResource("aws_sns_topic", "alarms", {"name": "alarms"}, REGION)
TERRAFORM = Terraform(TerraformKind.TERRAFORM, Path("terraform"), (1, 11, 4), "1.11.4", Origin.OPTION, ("terraform",))


def test_the_root_module_has_a_provider_for_each_region_and_tells_the_values(tmp_path: Path) -> None:
    peer = StandInResource("aws_vpc", "peer", {"cidr_block": "10.0.0.0/16"}, "us-west-2", told={"vpc-1": "id"})
    nested = StandInResource("aws_lb", "a", {"arn": Expr("aws_vpc.a.arn")}, REGION, {"outer": {"inner": {"n": 1}}})
    write_configuration(tmp_path, [peer, nested], REGION)
    assert (tmp_path / "main.tf").read_text() == (
        'provider "aws" {\n  region = "us-east-1"\n}\n\n'
        'provider "aws" {\n  alias  = "us_west_2"\n  region = "us-west-2"\n}\n\n'
        'resource "aws_vpc" "peer" {\n  provider = aws.us_west_2\n  cidr_block = "10.0.0.0/16"\n}\n\n'
        'resource "aws_lb" "a" {\n  arn = aws_vpc.a.arn\nouter {\ninner {\nn = 1\n}\n}\n}\n\n'
        'output "told" {\n  value = {\n    "vpc-1" = aws_vpc.peer.id\n  }\n}\n'
    )


def test_values_are_written_everywhere_and_the_longest_first(tmp_path: Path) -> None:
    (tmp_path / "modules").mkdir()
    (tmp_path / "main.tf").write_text(f'arn = "{KEY_ARN}"\nid = "{KEY}"\n')
    (tmp_path / "modules/main.tf").write_text(f'id = "{KEY}"\n')
    (tmp_path / "README.md").write_text(KEY)
    substitute(tmp_path, {KEY: "new", KEY_ARN: "arn:new"})
    assert (tmp_path / "main.tf").read_text() == 'arn = "arn:new"\nid = "new"\n'
    assert (tmp_path / "modules/main.tf").read_text() == 'id = "new"\n'
    assert (tmp_path / "README.md").read_text() == KEY


def test_a_certificate_keeps_the_arn_that_it_is_imported_under(tmp_path: Path) -> None:
    certificate = f'arn = "arn:aws:acm:{REGION}:{ACCOUNT}:certificate/{KEY}"\n'
    (tmp_path / "main.tf").write_text(certificate)
    substitute(tmp_path, {KEY: "new"})
    assert (tmp_path / "main.tf").read_text() == certificate


def test_a_thing_that_two_environments_name_is_made_once() -> None:
    other = StandInResource("aws_sns_topic", "other", {"name": "other"}, REGION)
    assert each_once([TOPIC, other, TOPIC]) == (TOPIC, other)


def test_the_states_of_other_environments_are_read_where_the_rehearsal_keeps_them(tmp_path: Path) -> None:
    (tmp_path / "existing.tf").write_text('data "terraform_remote_state" "network_dev" {\n  backend = "s3"\n}\n')
    read_states(tmp_path, {"network/dev": Path("/s/network"), "other/dev": Path("/s/other")})
    assert (tmp_path / "zz_hclpress_states_override.tf").read_text() == (
        'data "terraform_remote_state" "network_dev" {\n  backend = "local"\n  config  = { path = "/s/network" }\n}\n'
    )


def test_nothing_is_added_to_a_root_module_that_reads_no_states(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text("")
    read_states(tmp_path, {"network/dev": Path("/s/network")})
    assert [path.name for path in tmp_path.iterdir()] == ["main.tf"]


@pytest.mark.parametrize(
    ("actions", "refused"), [(["no-op"], False), (["read"], False), (["update"], True), (["create"], True)]
)
def test_a_stand_in_that_is_gone_or_has_changed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, actions: list[str], refused: bool
) -> None:
    planned = planned_topic(actions)
    # The fast plan tells a read apart from a change.
    monkeypatch.setattr(stand_ins, "make_plan", lambda _work, _limit: {"change": int(refused)})
    monkeypatch.setattr(stand_ins, "plan", lambda _work, _limit: planned)
    work = WorkingCopy(tmp_path, tmp_path, TERRAFORM, {})
    if not refused:
        refuse_changes(work, 1)
        return
    with pytest.raises(Diagnosed) as raised:
        refuse_changes(work, 1)
    (found,) = raised.value.diagnostics
    assert found.code == "rehearse/existing-changed"
    assert "aws_sns_topic.alarms" in found.summary
    assert actions[0] in found.detail


def planned_topic(actions: list[str]) -> Plan:
    """A plan with one change of one topic."""
    change = f'{{"actions": ["{actions[0]}"], "before": {{}}, "after": {{}}, "after_unknown": {{}}}}'
    return Plan.read(
        '{"format_version": "1.2", "terraform_version": "1.11.4", "planned_values": {"root_module": {}}, '
        '"configuration": {"root_module": {}}, "resource_changes": [{"address": "aws_sns_topic.alarms", '
        f'"mode": "managed", "type": "aws_sns_topic", "name": "alarms", "change": {change}}}]}}'
    )


def named_in(folder: Path, text: str, *contracts: StandInResource) -> dict[str, StandInResource]:
    """The stand-ins for what a configuration names, by type."""
    (folder / "main.tf").write_text(text)
    return {one.kind: one for one in stand_ins_in_text([folder], contracts, "eu-west-1")}


def test_things_that_a_text_names_get_stand_ins_whose_ids_take_the_place_of_its_own(tmp_path: Path) -> None:
    arns = {
        "aws_kms_key": KEY_ARN,
        "aws_iam_policy": f"arn:aws:iam::{ACCOUNT}:policy/teams/boundary",
        "aws_iam_role": f"arn:aws:iam::{ACCOUNT}:role/deploy",
        "aws_kinesis_stream": f"arn:aws:kinesis:us-west-2:{ACCOUNT}:stream/clicks",
        "aws_sns_topic": f"arn:aws:sns:us-west-2:{ACCOUNT}:alarms",
        "aws_sqs_queue": f"arn:aws:sqs:us-west-2:{ACCOUNT}:orders.fifo",
        "aws_wafv2_web_acl": f"arn:aws:wafv2:us-east-1:{ACCOUNT}:global/webacl/edge/{KEY}",
    }
    found = named_in(tmp_path, "".join(f'a = "{arn}"\n' for arn in arns.values()))
    assert found.keys() == arns.keys()
    for kind, arn in arns.items():
        assert found[kind].told[arn] == "arn"
    assert (found["aws_iam_policy"].arguments["path"], found["aws_iam_policy"].region) == ("/teams/", "eu-west-1")
    assert (found["aws_sns_topic"].arguments["name"], found["aws_sns_topic"].region) == ("alarms", "us-west-2")
    assert found["aws_sqs_queue"].arguments["fifo_queue"] is True
    assert found["aws_wafv2_web_acl"].arguments == {"name": "edge", "scope": "CLOUDFRONT"}


def test_a_stream_of_a_table_is_that_of_a_table_with_its_name(tmp_path: Path) -> None:
    stream = f"arn:aws:dynamodb:us-west-2:{ACCOUNT}:table/orders/stream/2026-01-02T03:04:05.678"
    found = named_in(tmp_path, f'a = "{stream}"\n')
    assert found["aws_dynamodb_table"].told == {stream: "stream_arn"}
    assert found["aws_dynamodb_table"].arguments["name"] == "orders"


def test_a_user_pool_is_found_by_the_issuer_of_its_tokens(tmp_path: Path) -> None:
    found = named_in(tmp_path, 'issuer = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI"\n')
    assert found["aws_cognito_user_pool"].told == {"eu-west-1_AbCdEfGhI": "id"}


def test_a_zone_has_the_domain_that_all_of_its_records_lie_in(tmp_path: Path) -> None:
    zone = '  zone_id = "Z0123456789ABC"\n'
    alias = "  alias {\n    name    = aws_lb.this.dns_name\n    zone_id = aws_lb.this.zone_id\n  }\n"
    found = named_in(tmp_path, f'{zone}  name = "shop.example.com"\n{alias}{zone}  name = "*.api.example.com"\n')
    assert found["aws_route53_zone"].arguments == {"name": "example.com"}
    assert found["aws_route53_zone"].told == {"Z0123456789ABC": "zone_id"}


def test_a_zone_has_the_domain_of_the_names_that_its_record_is_made_for_each_of(tmp_path: Path) -> None:
    other = 'resource "aws_acm_certificate" "edge" {\n  domain_name = "shop.example.com"\n}\n\n'
    record = '  for_each = toset(["docs.example.org", "*.docs.example.org"])\n  zone_id = "Z0123456789ABC"\n'
    found = named_in(tmp_path, f'{other}resource "aws_route53_record" "docs_proof" {{\n{record}}}\n')
    assert found["aws_route53_zone"].arguments == {"name": "docs.example.org"}


@pytest.mark.parametrize(
    "text",
    [
        'a = "arn:aws:sqs:us-east-1:123456789012:orders-*"',
        'a = "arn:aws:kms:us-east-1:123456789012:key/*"',
        'a = "arn:aws:sns:us-east-1:${local.account}:alarms"',
        'a = "arn:aws:iam::aws:policy/ReadOnlyAccess"',
        'a = "arn:aws:dynamodb:us-east-1:123456789012:table/orders"',
        'a = "arn:aws:iam::123456789012:root"',
        'resource "aws_sqs_queue" "a" {\n  name = "orders"\n}\na = "arn:aws:sqs:us-east-1:123456789012:orders"',
    ],
)
def test_patterns_things_of_aws_and_things_that_are_made_get_no_stand_in(tmp_path: Path, text: str) -> None:
    assert named_in(tmp_path, f"{text}\n") == {}


def test_what_a_contract_stands_in_for_is_not_made_twice(tmp_path: Path) -> None:
    key = StandInResource("aws_kms_key", "keys", {}, REGION, told={KEY_ARN: "arn", KEY: "key_id"})
    text = f'a = "{KEY_ARN}"\nb = "arn:aws:sns:us-east-1:{ACCOUNT}:alarms"\n'
    assert named_in(tmp_path, text, key, TOPIC) == {}


LAYER = f"arn:aws:lambda:us-west-2:{ACCOUNT}:layer:tools:7"
SNAPSHOT = f"arn:aws:rds:us-west-2:{ACCOUNT}:cluster-snapshot:before-the-move"
FUNCTION = (
    'resource "aws_lambda_function" "a" {\n  s3_bucket         = "packages"\n  s3_key            = "a/1.zip"\n'
    f'  s3_object_version = "3sL4kqtJlcpXroDTDmJ"\n  layers            = ["{LAYER}"]\n}}\n'
)
CLUSTER = f'resource "aws_rds_cluster" "a" {{\n  engine              = "aurora-mysql"\n  snapshot_identifier = "{SNAPSHOT}"\n}}\n'


def test_a_package_in_a_bucket_has_a_version_and_a_layer_a_package_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(FUNCTION)
    found = {(one.kind, one.arguments.get("key")): one for one in stand_ins_in_text([tmp_path], (), REGION)}
    package, layer = found["aws_s3_object", "a/1.zip"], found["aws_lambda_layer_version", None]
    assert found["aws_s3_bucket_versioning", None].blocks == {"versioning_configuration": {"status": "Enabled"}}
    assert package.told == {"3sL4kqtJlcpXroDTDmJ": "version_id"}
    assert package.arguments["bucket"] == Expr("aws_s3_bucket_versioning.named_packages.bucket")
    assert (layer.told, layer.region, layer.arguments["layer_name"]) == ({LAYER: "arn"}, "us-west-2", "tools")
    assert found["aws_s3_object", "tools"].region == "us-west-2"


def test_a_short_version_takes_the_place_of_no_other_text(tmp_path: Path) -> None:
    found = named_in(tmp_path, FUNCTION.replace("3sL4kqtJlcpXroDTDmJ", "1"))
    assert found["aws_s3_object"].told == {}


def test_a_snapshot_is_that_of_a_cluster_with_the_engine_that_restores_it(tmp_path: Path) -> None:
    found = named_in(tmp_path, CLUSTER)
    snapshot = found["aws_db_cluster_snapshot"]
    assert (snapshot.told, snapshot.region) == ({SNAPSHOT: "db_cluster_snapshot_arn"}, "us-west-2")
    assert snapshot.arguments["db_cluster_snapshot_identifier"] == "before-the-move"
    assert found["aws_rds_cluster"].arguments["engine"] == "aurora-mysql"


@pytest.mark.parametrize(
    "text",
    [
        'resource "aws_s3_bucket" "own" {\n  bucket = "logs"\n}\nresource "aws_lb" "a" {\n  access_logs {\n    bucket = "logs"\n  }\n}',
        'terraform {\n  backend "s3" {\n    bucket = "states"\n  }\n}',
        'data "terraform_remote_state" "a" {\n  config = {\n    bucket = "states"\n  }\n}',
        'resource "aws_lb" "a" {\n  access_logs {\n    bucket = aws_s3_bucket.logs.id\n  }\n}',
    ],
    ids=["a bucket that is made", "the bucket of the state", "that of another state", "a reference"],
)
def test_only_buckets_of_others_that_resources_name_get_a_stand_in(tmp_path: Path, text: str) -> None:
    assert named_in(tmp_path, f"{text}\n") == {}


def test_a_package_in_a_bucket_of_a_contract_is_put_there(tmp_path: Path) -> None:
    bucket = StandInResource("aws_s3_bucket", "packages", {"bucket": "packages"}, REGION)
    (tmp_path / "main.tf").write_text(FUNCTION)
    found = [one for one in stand_ins_in_text([tmp_path], [bucket], REGION) if one.arguments.get("key") == "a/1.zip"]
    assert [one.arguments["bucket"] for one in found] == [Expr("aws_s3_bucket.packages.bucket")]


PROVIDER = (
    'terraform {\n  required_providers {\n    aws = {\n      source  = "hashicorp/aws"\n      version = "~> 5.100"\n'
    '    }\n  }\n}\n\nprovider "aws" {\n  region = "us-east-1"\n}\n'
)


def rehearsed(folder: Path, text: str, terraform: Terraform, *existing: StandInResource) -> Rehearsed:
    """A rehearsal of one file beside things that exist already."""
    environment = folder / "environment"
    environment.mkdir()
    (environment / "main.tf").write_text(PROVIDER + text)
    scene = Scene("shop/dev", environment, ACCOUNT, REGION, stand_ins=existing, limit=120)
    return rehearse(scene, terraform, find_mirror(os.environ))


@pytest.mark.terraform
def test_an_environment_that_uses_existing_things_leaves_them_as_they_were(
    tmp_path: Path, terraform: Terraform
) -> None:
    text = (
        '\ndata "aws_sns_topic" "alarms" {\n  name = "alarms"\n}\n'
        '\nresource "aws_sns_topic" "own" {\n  name              = "own"\n'
        f'  display_name      = data.aws_sns_topic.alarms.name\n  kms_master_key_id = "{KEY_ARN}"\n}}\n'
    )
    outcome = rehearsed(tmp_path, text, terraform, TOPIC)
    assert outcome.problems == ()
    results = {step.name: step.result for step in outcome.steps}
    assert (results["existing resources"], results["existing resources unchanged"]) == ("2 stand-ins", "done")


@pytest.mark.terraform
def test_an_environment_that_takes_an_existing_thing_away_is_refused(tmp_path: Path, terraform: Terraform) -> None:
    # A topic is created by its name, whether it exists or not: this is the same one, and its destroy removes it.
    outcome = rehearsed(tmp_path, '\nresource "aws_sns_topic" "mine" {\n  name = "alarms"\n}\n', terraform, TOPIC)
    assert outcome.steps[-1].name == "existing resources unchanged"
    (found,) = outcome.problems
    assert found.code == "rehearse/existing-changed"
    assert "aws_sns_topic.alarms" in found.summary
    assert "create" in found.detail


@pytest.mark.terraform
def test_an_environment_that_changes_an_existing_thing_is_refused(tmp_path: Path, terraform: Terraform) -> None:
    providers = {"cluster_name": Expr("aws_ecs_cluster.shared.name"), "capacity_providers": ["FARGATE"]}
    cluster = (
        StandInResource("aws_ecs_cluster", "shared", {"name": "shared"}, REGION),
        StandInResource("aws_ecs_cluster_capacity_providers", "shared", providers, REGION),
    )
    # Its destroy leaves the cluster without any provider.
    text = (
        '\nresource "aws_ecs_cluster_capacity_providers" "mine" {\n  cluster_name       = "shared"\n'
        '  capacity_providers = ["FARGATE_SPOT"]\n}\n'
    )
    outcome = rehearsed(tmp_path, text, terraform, *cluster)
    assert outcome.steps[-1].name == "existing resources unchanged"
    (found,) = outcome.problems
    assert found.code == "rehearse/existing-changed"
    assert "aws_ecs_cluster_capacity_providers.shared" in found.summary


@pytest.mark.terraform
def test_things_that_only_a_text_names_are_there_when_they_are_used(tmp_path: Path, terraform: Terraform) -> None:
    topic, queue = (f"arn:aws:{service}:us-west-2:{ACCOUNT}:orders" for service in ("sns", "sqs"))
    trust = 'jsonencode({ Version = "2012-10-17", Statement = [] })'
    text = (
        '\nresource "aws_route53_record" "shop" {\n  zone_id = "Z0123456789ABC"\n  name    = "shop.example.com"\n'
        '  type    = "A"\n  ttl     = 60\n  records = ["192.0.2.1"]\n}\n'
        '\nresource "aws_iam_role" "own" {\n  name                 = "own"\n'
        f'  assume_role_policy   = {trust}\n  permissions_boundary = "arn:aws:iam::{ACCOUNT}:policy/teams/boundary"\n}}\n'
        '\nprovider "aws" {\n  alias  = "west"\n  region = "us-west-2"\n}\n'
        '\nresource "aws_sns_topic_subscription" "orders" {\n  provider  = aws.west\n'
        f'  topic_arn = "{topic}"\n  protocol  = "sqs"\n  endpoint  = "{queue}"\n}}\n'
        '\noutput "issuer" {\n  value = "https://cognito-idp.us-west-2.amazonaws.com/us-west-2_AbCdEfGhI"\n}\n'
        f'\noutput "firewall" {{\n  value = "arn:aws:wafv2:us-east-1:{ACCOUNT}:global/webacl/edge/{KEY}"\n}}\n'
    )
    outcome = rehearsed(tmp_path, text, terraform)
    assert outcome.problems == ()
    assert {step.name: step.result for step in outcome.steps}["existing resources"] == "6 stand-ins"
