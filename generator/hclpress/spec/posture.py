"""The postures: defaults that differ between a sandbox and production.

A field marked `FromPosture("backup_days")` takes its default from this table, so one word in a spec decides the price
and the safety of everything below it, and any single setting can still be overridden.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from msgspec import Struct


class Posture(StrEnum):
    """The importance of an environment."""

    SANDBOX = "sandbox"
    DEV = "dev"
    STAGING = "staging"
    PROD = "prod"


class PostureDefaults(Struct, frozen=True):
    """The defaults of one posture.

    Attributes:
        nat: NAT gateways: none, one for all zones, or one per zone.
        flow_log_days: retention of VPC flow logs in days.
        log_days: retention of all other logs in days.
        backup_days: days of point-in-time recovery (Aurora allows 1 to 35).
        database_instances: instances of a database cluster; the second makes it survive a zone.
        destroyable: whether `terraform destroy` may remove data: no deletion protection, no final snapshot,
            buckets emptied, secrets gone at once.
        insights: whether paid-for monitoring (Container Insights, Performance Insights) is on.
        multi_az: whether a single database has a standby in another zone.
    """

    nat: Literal["none", "single", "per_zone"]
    flow_log_days: int
    log_days: int
    backup_days: int
    database_instances: int
    destroyable: bool
    insights: bool
    multi_az: bool


DEFAULTS: dict[Posture, PostureDefaults] = {
    Posture.SANDBOX: PostureDefaults("none", 7, 7, 1, 1, destroyable=True, insights=False, multi_az=False),
    Posture.DEV: PostureDefaults("single", 14, 14, 1, 1, destroyable=True, insights=False, multi_az=False),
    Posture.STAGING: PostureDefaults("single", 30, 30, 7, 2, destroyable=True, insights=True, multi_az=True),
    Posture.PROD: PostureDefaults("per_zone", 365, 365, 14, 2, destroyable=False, insights=True, multi_az=True),
}
