"""Kinds of facts: derived where an attribute makes them certain, and compared by their last words."""

from __future__ import annotations

import pytest
from examples import PROJECT

from hclpress.catalog import Catalog
from hclpress.hcl.expression import Expr
from hclpress.module.fact_kind import fits, kind_of_expression, named
from hclpress.module.facts import Output
from hclpress.pipeline import merged
from hclpress.spec.environment_file import EnvironmentFile
from hclpress.stages.validate import validate


@pytest.mark.parametrize(
    ("expression", "kind"),
    [
        ("aws_kms_key.this.arn", "key arn"),
        ("aws_kms_key.data.key_id", "key id"),
        ("aws_s3_bucket.uploads.bucket", "bucket name"),
        ("aws_sqs_queue.mails.url", "url"),
        ("aws_lambda_function.orders.invoke_arn", "integration uri"),
        ("aws_dynamodb_table.orders.stream_arn", "stream arn"),
        ("aws_rds_cluster.this.master_user_secret[0].secret_arn", "secret arn"),
        ("aws_lb.this.dns_name", "host"),
        ("aws_kinesis_stream.clicks.arn", "kinesis stream arn"),
        ("aws_rds_cluster.this.endpoint", None),
        ('"${aws_kms_key.this.arn}/x"', None),
        ("values(aws_subnet.private)[*].id", None),
    ],
)
def test_an_attribute_says_its_kind_where_it_is_certain(expression: str, kind: str | None) -> None:
    assert kind_of_expression(expression) == kind


def test_a_declared_kind_comes_before_the_derived_one() -> None:
    value = Expr("aws_api.this.execution_arn")
    assert Output("a", "string", value, "A.", kind="stage arn").fact_kind == "stage arn"
    assert Output("a", "string", value, "A.").fact_kind == "arn prefix"


def test_a_kind_that_says_less_stands_for_those_that_say_more() -> None:
    assert fits("key arn", ("arn",))
    assert fits("arn", ("key arn",))
    assert fits("secret arn", ("parameter arn", "secret arn"))
    assert fits(None, ("key arn",))
    assert fits("host", ())
    assert not fits("bucket arn", ("bucket name",))
    assert not fits("hosted zone id", ("one id",))


def test_kinds_are_named_with_articles_and_capitals() -> None:
    assert named(("key arn", "url", "id", "subnet ids", "arn")) == "a key ARN or a URL or an id or subnet ids or an ARN"


def test_every_fact_of_the_shipped_modules_says_its_kind(catalog: Catalog) -> None:
    unknown = set()
    for path in (PROJECT / "modules_templates").glob("*/examples/*/spec.yaml"):
        example = EnvironmentFile("example", "test", path)
        spec = validate(merged(example), example.system, example.label, catalog)
        for name, site in spec.sites.items():
            given = spec.settings(name).outputs(site)
            unknown |= {f"{spec.placements[name].module}: {one.name}" for one in given if not one.fact_kind}
    assert not unknown
