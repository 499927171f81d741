"""Rotation of secrets and keys."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.rehearsal.aws_clients import Aws
from hclpress.rehearsal.readback.reading import Reading, region_of
from hclpress.terraform.json_value import mapping, sequence, text
from hclpress.terraform.plan_json import Plan


def read_rotation_of_secrets(plan: Plan, aws: Aws) -> Iterator[Reading]:
    """A secret has the planned rotation and interval."""
    for one in plan.resources("aws_secretsmanager_secret_rotation"):
        secret = text(one.values.get("secret_id"))
        described = aws.client("secretsmanager", secret.split(":")[3]).describe_secret(SecretId=secret)
        days = described.get("RotationRules", {}).get("AutomaticallyAfterDays")
        rules = mapping(next(iter(sequence(one.values.get("rotation_rules"))), None))
        yield Reading(one.address, "whether it rotates", True, described.get("RotationEnabled"))
        if rules.get("automatically_after_days"):
            yield Reading(one.address, "days between rotations", rules["automatically_after_days"], days)


def read_rotation_of_keys(plan: Plan, aws: Aws) -> Iterator[Reading]:
    """A key rotates if the plan says so."""
    for one in plan.resources("aws_kms_key"):
        client = aws.client("kms", region_of(one))
        found = client.get_key_rotation_status(KeyId=text(one.values.get("key_id")))["KeyRotationEnabled"]
        yield Reading(one.address, "whether it rotates", bool(one.values.get("enable_key_rotation")), found)
