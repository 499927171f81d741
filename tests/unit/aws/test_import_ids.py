"""The forms of import ids: there is one for every type that a template renders, and each agrees with the provider."""

from __future__ import annotations

import re

import pytest
from examples import PROJECT

from hclpress.aws.import_ids import IMPORT_IDS, NOT_IMPORTABLE
from hclpress.aws.provider_schema import provider_schemas

RENDERED = sorted(
    {
        kind
        for path in [*(PROJECT / "modules_templates").rglob("*.j2"), *(PROJECT / "out").rglob("*.tf")]
        for kind in re.findall(r'^\s*resource "(aws_\w+)"', path.read_text("utf-8"), re.MULTILINE)
    }
)


def test_every_rendered_type_has_a_form_or_a_reason_why_it_has_none() -> None:
    assert len(RENDERED) > 90
    assert [kind for kind in RENDERED if kind not in IMPORT_IDS and kind not in NOT_IMPORTABLE] == []


@pytest.mark.parametrize("kind", sorted(IMPORT_IDS))
def test_a_form_takes_its_own_example_and_names_attributes_of_the_provider(kind: str) -> None:
    form, schema = IMPORT_IDS[kind], provider_schemas()[0].find("resource", kind)
    assert form.complaint(form.example) is None
    assert schema is not None
    named = [one for part in re.findall(r"\{([\w|]+)", form.made_of) for one in part.split("|")]
    assert [one for one in (*form.told, *named) if one not in schema.arguments] == []
    assert form.complaint(f"{form.example}\n") is not None


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        ("aws_iam_role_policy", "orders-role:write", {"role": "orders-role", "name": "write"}),
        ("aws_route", "rtb-0a1b2c3d_0.0.0.0/0", {"destination_cidr_block": "0.0.0.0/0"}),
        ("aws_route", "rtb-0a1b2c3d_pl-0a1b2c3d", {}),
        ("aws_lambda_permission", "orders:live/AllowApi", {"qualifier": "live", "statement_id": "AllowApi"}),
        (
            "aws_route53_record",
            "Z4KAPRWWNC7JR__acme._tcp.example.com_TXT",
            {"name": "_acme._tcp.example.com", "type": "TXT"},
        ),
        (
            "aws_appautoscaling_target",
            "ecs/service/shop/web/ecs:service:DesiredCount".replace("ecs/service", "ecs/service", 1),
            {
                "service_namespace": "ecs",
                "resource_id": "service/shop/web",
                "scalable_dimension": "ecs:service:DesiredCount",
            },
        ),
        ("aws_s3_bucket_acl", "acme-logs,123456789012,private", {"bucket": "acme-logs", "acl": "private"}),
    ],
)
def test_an_id_tells_arguments(kind: str, text: str, told: dict[str, str]) -> None:
    assert IMPORT_IDS[kind].complaint(text) is None
    assert IMPORT_IDS[kind].arguments(text) == told


@pytest.mark.parametrize(
    ("kind", "values", "wanted"),
    [
        ("aws_ecs_service", {"cluster": "arn:aws:ecs:us-east-1:123456789012:cluster/shop", "name": "web"}, "shop/web"),
        ("aws_lambda_permission", {"function_name": "orders", "statement_id": "api"}, "orders/api"),
        (
            "aws_lambda_permission",
            {"function_name": "orders", "statement_id": "api", "qualifier": "live"},
            "orders:live/api",
        ),
        ("aws_route", {"route_table_id": "rtb-1", "destination_prefix_list_id": "pl-1"}, "rtb-1_pl-1"),
        ("aws_route", {"route_table_id": "rtb-1"}, None),
        ("aws_route_table_association", {"subnet_id": "subnet-1", "route_table_id": "rtb-1"}, "subnet-1/rtb-1"),
        ("aws_vpc", {"id": "vpc-1"}, "vpc-1"),
    ],
)
def test_an_id_is_made_of_a_state(kind: str, values: dict[str, object], wanted: str | None) -> None:
    assert IMPORT_IDS[kind].of(values) == wanted
