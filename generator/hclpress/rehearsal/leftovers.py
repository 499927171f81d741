"""Finds resources that remain after an environment is destroyed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hclpress.diagnostics import Diagnostic
from hclpress.rehearsal.aws_clients import Aws
from hclpress.rehearsal.readback.tags import tags_in

TOMBSTONES = (
    re.compile(r":ec2:[^:]*:\d+:(natgateway|vpc-endpoint)/"),
    re.compile(r":ecs:[^:]*:\d+:(cluster|service|task-definition)/"),
    re.compile(r":kms:[^:]*:\d+:key/"),
    re.compile(r":rds:[^:]*:\d+:cluster-snapshot:rds:"),
)
"""Resources that AWS shows for some time after their deletion: deleted NAT gateways and endpoints, inactive clusters,
services and task definitions, keys pending deletion, and the automatic snapshot of a cluster."""
_SECRET = re.compile(r"arn:[a-z-]+:secretsmanager:(?P<region>[^:]*):")
"""A secret, which AWS shows until its recovery window has passed."""


def leftovers(regions: Iterable[str], before: frozenset[str], aws: Aws) -> tuple[Diagnostic, ...]:
    """Return one diagnostic for each tagged resource that remains.

    Args:
        regions: the regions to search.
        before: the ARNs that existed before the apply.
        aws: the emulated account.
    """
    return tuple(_left(arn) for arn in sorted(_arns(regions, aws) - before) if not _is_tombstone(arn, aws))


def arns_in(regions: Iterable[str], aws: Aws) -> frozenset[str]:
    """Return the ARN of everything in these regions that has tags."""
    return frozenset(_arns(regions, aws))


def _arns(regions: Iterable[str], aws: Aws) -> set[str]:
    return {arn for region in regions for arn in _tagged(region, aws)}


def _tagged(region: str, aws: Aws) -> Iterator[str]:
    yield from (arn for arn, tags in tags_in(region, aws).items() if tags)


def _is_tombstone(arn: str, aws: Aws) -> bool:
    if secret := _SECRET.match(arn):
        return "DeletedDate" in aws.client("secretsmanager", secret["region"]).describe_secret(SecretId=arn)
    return any(one.search(arn) for one in TOMBSTONES)


def _left(arn: str) -> Diagnostic:
    return Diagnostic(
        "rehearse/left-behind",
        f"{arn} is still there",
        "This environment created it, and destroying the environment does not remove it: something that AWS or a "
        "resource creates on its own, and that no resource of the environment owns.",
    )
