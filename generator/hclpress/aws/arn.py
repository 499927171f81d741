"""ARNs: their parts, and the partitions and regions that exist."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from hclpress.aws.regions import REGIONS, partition_of

PARTITIONS = frozenset({"aws", "aws-cn", "aws-us-gov"})
"""The partitions of the regions that hclpress knows."""

_SHAPE = re.compile(r"arn:([^:\s]*):([^:\s]*):([^:\s]*):([^:\s]*):(\S.*)", re.DOTALL)
_STAND_INS = {"aws": "us-east-1"}
_OPEN = ("*", "?", "${")
"""Parts of policies and templates that stand for several values."""


class Arn(NamedTuple):
    """The parts of an ARN (AWS General Reference, "Amazon Resource Names (ARNs)")."""

    partition: str
    service: str
    region: str
    account: str
    resource: str


def arn_of(text: str) -> Arn | None:
    """Return the parts of a text that is an ARN as a whole; None for any other text."""
    match = _SHAPE.fullmatch(text) if text.startswith("arn:") else None
    return Arn(*match.groups()) if match else None


def wrong_part(arn: Arn, own: Collection[str] = ()) -> str | None:
    """Return the part that no ARN has, with the reason; None if there is none.

    Args:
        arn: the ARN.
        own: regions that there are, even if they are not known.

    AWS General Reference: the partition is a group of regions, and the region one of it; an account has 12 digits. A
    part with a wildcard or a variable may be anything.
    """
    if not _is_open(arn.partition) and arn.partition not in PARTITIONS:
        return f"there is no partition {arn.partition!r}; known are {', '.join(sorted(PARTITIONS))}"
    if arn.region and not _is_open(arn.region):
        if arn.region not in REGIONS and arn.region not in own:
            return f"AWS has no region {arn.region!r}"
        if not _is_open(arn.partition) and partition_of(arn.region) != arn.partition:
            return f"the region {arn.region} is in the partition {partition_of(arn.region)}, not in {arn.partition}"
    if arn.account.isdigit() and len(arn.account) != len("123456789012"):
        return f"an account has 12 digits, and {arn.account!r} has {len(arn.account)}"
    return None


def stand_in_arn(region: str, label: str) -> str:
    """Return an ARN of nothing, for tests that make nothing, in the partition of a region."""
    partition = partition_of(region)
    return f"arn:{partition}:stand-in:{_STAND_INS.get(partition, region)}:123456789012:{label}"


def _is_open(part: str) -> bool:
    return any(sign in part for sign in _OPEN)
