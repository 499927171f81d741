"""What Checkov minds in a function, and why that is right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hclpress.module.waivers import ScannerWaiver

from .function import Function

if TYPE_CHECKING:
    from .contract import Lambda

# Lambda developer guide, "Invoking Lambda functions": these hand the event over and do not wait for the answer.
_NOT_WAITING = frozenset({"schedule", "topic", "bucket"})


def function_waivers(module: Lambda, function: Function, resource: str) -> Iterator[ScannerWaiver]:
    """The waivers of one function. One that is called by who does not wait gets none for its dead-letter queue."""
    yield ScannerWaiver(
        "CKV_AWS_272", resource, "The hash of its code stands here, and Lambda runs nothing else; nobody signs code."
    )
    if function.reserved_concurrency is None:
        yield ScannerWaiver(
            "CKV_AWS_115", resource, "A limit of its own would be taken from all other functions of the account."
        )
    if function.dead_letter is None and not any(one.type in _NOT_WAITING for one in function.triggers.values()):
        yield ScannerWaiver(
            "CKV_AWS_116",
            resource,
            "Nothing here calls it without waiting, so a dead-letter queue would stay empty.",
        )
    if module.vpc is None:
        yield ScannerWaiver("CKV_AWS_117", resource, "The spec puts it into no network; nothing can connect to it.")
    if module.kms_key is None:
        yield ScannerWaiver("CKV_AWS_173", resource, "Lambda encrypts variables by itself; no secret is among them.")
    if module.tracing == "pass_through":
        yield ScannerWaiver("CKV_AWS_50", resource, "X-Ray follows calls that come with a trace; sampling more costs.")
