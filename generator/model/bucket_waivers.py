"""What Checkov minds in buckets, whichever module makes them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.contract import ScannerWaiver


def bucket_waivers(resource: str) -> Iterator[ScannerWaiver]:
    """What no bucket of ours has by itself."""
    yield ScannerWaiver("CKV2_AWS_62", resource, "Nothing waits for its objects; who does brings a notification along.")
    yield ScannerWaiver(
        "CKV_AWS_144", resource, "A second copy in another region doubles the price, and no system here asks for it."
    )


def log_bucket_waivers(resource: str, why_no_key: str) -> Iterator[ScannerWaiver]:
    """The waivers of a bucket that takes logs; `why_no_key` says why no KMS key encrypts it."""
    yield from bucket_waivers(resource)
    yield ScannerWaiver("CKV_AWS_145", resource, why_no_key)
    yield ScannerWaiver("CKV_AWS_18", resource, "It holds access logs itself; logging who reads logs never ends.")
    yield ScannerWaiver("CKV_AWS_21", resource, "Log files are written once and expire; a second version never exists.")
