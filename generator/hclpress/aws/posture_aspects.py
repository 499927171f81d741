"""The aspect of an environment that an argument decides: availability, backup, encryption, exposure or size."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Aspect(StrEnum):
    """An aspect by which people compare environments."""

    AVAILABILITY = "availability"
    BACKUP = "backup"
    ENCRYPTION = "encryption"
    EXPOSURE = "exposure"
    SIZE = "size"
    OTHER = "other"


_WORDS: Mapping[Aspect, tuple[str, ...]] = {
    Aspect.BACKUP: (
        "backup",
        "deletion_protection",
        "deletion_window",
        "final_snapshot",
        "force_destroy",
        "point_in_time_recovery",
        "recovery_window",
        "retention",
        "snapshot",
        "versioning",
    ),
    Aspect.ENCRYPTION: ("encrypt", "kms", "sse", "ssl_policy", "tls", "protocol_version"),
    Aspect.EXPOSURE: (
        "allow",
        "cidr_ipv4",
        "cidr_ipv6",
        "cors",
        "internal",
        "map_public_ip",
        "policy",
        "public",
        "security_group",
        "web_acl",
    ),
    Aspect.AVAILABILITY: (
        "availability_zone",
        "desired_count",
        "failover",
        "min_capacity",
        "min_size",
        "multi_az",
        "replica",
        "zone_awareness",
    ),
    Aspect.SIZE: (
        "allocated_storage",
        "capacity",
        "class",
        "concurren",
        "cpu",
        "instance_type",
        "iops",
        "max_size",
        "memory",
        "price_class",
        "timeout",
        "throughput",
    ),
}
"""Parts of the names of arguments, as the AWS provider calls them, by the aspect that they decide."""
_KINDS: Mapping[str, Aspect] = {
    "aws_nat_gateway": Aspect.AVAILABILITY,
    "aws_eip": Aspect.AVAILABILITY,
    "aws_rds_cluster_instance": Aspect.AVAILABILITY,
    "aws_subnet": Aspect.AVAILABILITY,
    "aws_backup_plan": Aspect.BACKUP,
    "aws_kms_key": Aspect.ENCRYPTION,
    "aws_wafv2_web_acl": Aspect.EXPOSURE,
    "aws_vpc_security_group_ingress_rule": Aspect.EXPOSURE,
}
"""The aspect that the mere presence of a resource decides, by its type."""


def aspect_of(kind: str, path: str = "") -> Aspect:
    """Return the aspect that an argument decides; without one, that of the resource's presence.

    Args:
        kind: the Terraform type.
        path: the argument, with the blocks around it.
    """
    if not path:
        return _KINDS.get(kind, Aspect.OTHER)
    found = (aspect for aspect, words in _WORDS.items() if any(word in path.lower() for word in words))
    return next(found, Aspect.OTHER)
