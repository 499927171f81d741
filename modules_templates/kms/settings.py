"""Settings of the module kms."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from hclpress.module import Item, ItemName, Module

Service = Literal["cloudwatch", "logs", "log-delivery", "s3", "sns"]

# KMS API reference, ScheduleKeyDeletion, PendingWindowInDays: 7 to 30. RotationPeriodInDays: 90 to 2560.
SHORTEST_WINDOW, LONGEST_WINDOW = 7, 30
_SHORTEST_ROTATION, _LONGEST_ROTATION = 90, 2560


class Key(Item):
    """A key."""

    description: Annotated[str, Field(min_length=1, max_length=8192)]
    """Description of the key, shown in the console: the data it encrypts."""
    alias: ItemName | None = None
    """Text that `{name}` stands for in its alias. Left out: the key's own name."""
    rotation: bool = True
    """Whether AWS makes new key material regularly. The key still decrypts data that was encrypted before."""
    rotation_days: Annotated[int, Field(ge=_SHORTEST_ROTATION, le=_LONGEST_ROTATION)] | None = None
    """Days between rotations. Left out: AWS's own 365."""
    deletion_window_days: Annotated[int, Field(ge=SHORTEST_WINDOW, le=LONGEST_WINDOW)] | None = None
    """Days in which a deletion can be cancelled. Left out: 7 where data may be destroyed, otherwise 30."""
    multi_region: bool = False
    """Whether replicas of the key can be made in other regions. A later change makes a new key."""
    services: tuple[Service, ...] = ()
    """AWS services that use the key in their own name: `logs` for encrypted log groups, `log-delivery` for logs in
    buckets, `cloudwatch` and `s3` to send messages to encrypted topics, `sns` to send them to encrypted queues."""


class KmsSettings(Module):
    """Settings of one instance."""

    keys: Annotated[Mapping[ItemName, Key], Field(min_length=1)]
    """The keys by name."""
