"""What Checkov minds in log groups, whichever module makes them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.contract import ScannerWaiver

_YEAR = 365
LOG_GROUP = "aws_cloudwatch_log_group"


def log_waivers(days: int, *, own_key: bool = False, label: str = "") -> Iterator[ScannerWaiver]:
    """The waivers of a module's log groups.

    Args:
        days: how long they are kept.
        own_key: whether the spec names a key for them.
        label: of the one log group they are about; left out, all of the module.
    """
    resource = f"{LOG_GROUP}.{label}" if label else LOG_GROUP
    if not own_key:
        yield ScannerWaiver(
            "CKV_AWS_158",
            resource,
            "CloudWatch encrypts every log group with a key of its own; losing one of ours would lose the logs.",
        )
    if days < _YEAR:
        yield ScannerWaiver(
            "CKV_AWS_338", resource, f"The posture or the system wants {days} days, and every further month costs."
        )
