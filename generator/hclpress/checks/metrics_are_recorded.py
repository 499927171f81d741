"""Services are measured, or the spec does without.

Alarms and dashboards need the metrics of clusters, databases, routes and firewall rules. Some cost extra, so a spec may
leave them out.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._blocks import beneath
from hclpress.checks._decisions import is_undecided
from hclpress.checks._settings import Setting, unmet
from hclpress.diagnostics import Severity
from hclpress.hcl.structure import within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
FSBP = ("ECS.12", "RDS.6", "WAF.12")
CHECKOV = ("CKV_AWS_65", "CKV_AWS_118", "CKV_AWS_353")

_DATABASES = ("aws_db_instance", "aws_rds_cluster_instance")
_SETTINGS = tuple(
    Setting(
        kind,
        "performance_insights_enabled",
        (True,),
        "Slow queries of the database leave no trace",
        "Set `performance_insights_enabled = true`.",
        ("CKV_AWS_353",),
    )
    for kind in _DATABASES
)
_PAID_FOR = (
    Setting(
        "aws_apigatewayv2_stage",
        "default_route_settings.detailed_metrics_enabled",
        (True,),
        "The routes of the API are not measured",
        "Set `detailed_metrics_enabled = true` in `default_route_settings`.",
    ),
)
"""Settings that a posture with paid-for monitoring has."""
_SHOWN = ("cloudwatch_metrics_enabled", "sampled_requests_enabled")


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each cluster, database, stage and web ACL without its metrics."""
    yield from unmet(parsed, _SETTINGS)
    for placed in parsed.resources(*_DATABASES):
        if placed.block.attributes.get("monitoring_interval") in (None, 0) and is_undecided(
            placed, ("CKV_AWS_118",), parsed
        ):
            yield Finding(placed, "The machine of the database is not measured", "Set `monitoring_interval = 60`.")
    for placed in parsed.resources("aws_api_gateway_method_settings"):
        measured = [one.attributes.get("metrics_enabled") for one in within(placed.block, "settings")]
        stages = [placed, *parsed.referred_to(placed, "stage_name")]
        if measured != [True] and all(is_undecided(one, ("CKV2_AWS_4",), parsed) for one in stages):
            yield Finding(placed, "The routes of the API are not measured", "Set `metrics_enabled = true`.")
    if parsed.stack.environment.defaults.insights:
        yield from unmet(parsed, _PAID_FOR)
    for placed in parsed.resources("aws_ecs_cluster"):
        settings = {
            str(one.attributes.get("name")): one.attributes.get("value") for one in within(placed.block, "setting")
        }
        if settings.get("containerInsights") in (None, "disabled") and is_undecided(placed, ("CKV_AWS_65",), parsed):
            yield Finding(
                placed, "The containers of the cluster are not measured", "Set `containerInsights` to enabled."
            )
    for placed in parsed.resources("aws_wafv2_web_acl", "aws_wafv2_rule_group"):
        for one in beneath(placed.block):
            off = [name for name in _SHOWN if one.type == "visibility_config" and one.attributes.get(name) is False]
            if off:
                yield Finding(placed, "Nobody sees what the web ACL does", f"Set {' and '.join(off)} to true.")
