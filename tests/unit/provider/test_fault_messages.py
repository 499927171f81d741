"""hclpress.provider.fault_messages: the way out that a message names, and nothing of versions that cannot be known."""

from __future__ import annotations

import pytest

from hclpress.aws.provider_schema import provider_schemas
from hclpress.cache.cached_hcl import accept_and_read
from hclpress.diagnostics import Diagnostic, Span
from hclpress.provider.document_faults import faults_in
from hclpress.provider.fault_messages import diagnostic_of


def told(source: str, *, is_extra: bool = False) -> Diagnostic:
    """The first diagnostic of a text, held against both versions."""
    found, *_ = faults_in(accept_and_read(source, "main.tf").blocks, provider_schemas())
    return diagnostic_of(found.fault, found.versions, found.others, Span.start_of("main.tf"), is_extra=is_extra)


def queue(line: str) -> str:
    return f'resource "aws_sqs_queue" "this" {{\n  {line}\n}}\n'


@pytest.mark.parametrize(
    ("source", "summary", "way_out"),
    [
        (queue("delay_secnds = 1"), "has no argument `delay_secnds`", "Did you mean `delay_seconds`?"),
        (queue("zzz = 1"), "has no argument `zzz`", "It takes `content_based_deduplication`, "),
        (queue("timeouts = {}"), "`timeouts` of aws_sqs_queue.this is a block", "`timeouts { … }`"),
        (queue('name = ["a"]'), "must be text, and is a list", "Write text in quotes"),
        (queue("fifo_queue = 1"), "must be true or false, and is 1", "Write `true` or `false`."),
        (queue("tags = 1"), "must be a map of texts, and is 1", "Write it in braces: `{ name = … }`"),
        (
            'resource "aws_db_subnet_group" "a" {\n  subnet_ids = "b"\n}\n',
            'must be a set of texts, and is "b"',
            'Write it in brackets: `["b"]`.',
        ),
        ('data "aws_vpcc" "a" {\n}\n', "There is no data source aws_vpcc", "Did you mean `aws_vpc`?"),
        ('ephemeral "aws_lambda_invok" "a" {\n}\n', "There is no ephemeral resource", "Did you mean"),
        ('resource "aws_sqs_queue_policy" "a" {\n  policy = "b"\n}\n', "`queue_url` of", "Add `queue_url = …`"),
    ],
)
def test_a_message_says_what_is_wrong_and_what_helps(source: str, summary: str, way_out: str) -> None:
    found = told(source)
    assert summary in found.summary
    assert way_out in found.detail
    assert "hashicorp/aws 5.100.0 and 6.62.0" in found.detail


def test_extra_cannot_write_a_block() -> None:
    assert "In `extra` a block is written as a mapping" in told(queue("timeouts = {}"), is_extra=True).detail


def test_a_version_is_praised_only_if_it_is_known_to_be_right() -> None:
    assert (
        'hashicorp/aws 6.62.0 has no such problem; `providers: {aws: "~> 6.62"}`' in told(queue('region = "a"')).detail
    )
    # Deprecations there are not known.
    flow = 'resource "aws_api_gateway_deployment" "a" {\n  rest_api_id = "b"\n  stage_name = "c"\n}\n'
    deprecated = told(flow)
    assert deprecated.code == "schema/deprecated"
    assert "/5.100.0/docs/resources/api_gateway_deployment" in deprecated.detail
    assert "no such problem" not in deprecated.detail
    # Statements of firewalls are not known either.
    rule = (
        'resource "aws_wafv2_rule_group" "a" {\n  capacity = 1\n  scope = "REGIONAL"\n  visibility_config {\n'
        '    cloudwatch_metrics_enabled = true\n    metric_name = "a"\n    sampled_requests_enabled = true\n  }\n'
        '  rule {\n    name = "a"\n    priority = 1\n    visibility_config {\n      cloudwatch_metrics_enabled = true\n'
        '      metric_name = "a"\n      sampled_requests_enabled = true\n    }\n'
        "    statement {\n      anything = 1\n    }\n  }\n}\n"
    )
    assert "no such problem" not in told(rule).detail
