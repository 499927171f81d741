"""Log groups."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.rehearsal.aws_clients import Aws
from hclpress.rehearsal.readback.reading import Reading, region_of
from hclpress.terraform.json_value import text
from hclpress.terraform.plan_json import Plan


def read_retention(plan: Plan, aws: Aws) -> Iterator[Reading]:
    """A log group has the planned retention."""
    for one in plan.resources("aws_cloudwatch_log_group"):
        name = text(one.values.get("name"))
        groups = aws.client("logs", region_of(one)).describe_log_groups(logGroupNamePrefix=name)["logGroups"]
        found = {group["logGroupName"]: group.get("retentionInDays", 0) for group in groups}
        yield Reading(one.address, "days it keeps", one.values.get("retention_in_days"), found.get(name))
