"""DynamoDB tables."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.rehearsal.aws_clients import Aws
from hclpress.rehearsal.readback.reading import Reading, region_of
from hclpress.terraform.json_value import mapping, sequence, text
from hclpress.terraform.plan_json import Plan


def read_backups_of_tables(plan: Plan, aws: Aws) -> Iterator[Reading]:
    """A table has point-in-time recovery if the plan says so."""
    for one in plan.resources("aws_dynamodb_table"):
        client = aws.client("dynamodb", region_of(one))
        answered = client.describe_continuous_backups(TableName=text(one.values.get("name")))
        recovery = answered["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
        planned = mapping(next(iter(sequence(one.values.get("point_in_time_recovery"))), None))
        found = recovery["PointInTimeRecoveryStatus"] == "ENABLED"
        yield Reading(one.address, "recovery to a point in time", bool(planned.get("enabled")), found)
