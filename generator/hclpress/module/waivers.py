"""Waivers for Checkov and Trivy that modules declare, and those shared by all buckets, keys and log groups."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Self

from msgspec import Meta, Struct

from hclpress.spec.scanner import Scanner


class ScannerWaiver(Struct, frozen=True):
    """A check of Checkov or Trivy that some resources of a module fail for a good reason; a comment at each.

    Attributes:
        check: its id, such as `CKV_AWS_144` of Checkov or `AVD-AWS-0089` of Trivy.
        resource: the resources it applies to: a type such as `aws_s3_bucket`, or one address inside the module such as
            `data.aws_iam_policy_document.key`.
        reason: the reason for accepting the finding, as a sentence.
    """

    check: Annotated[str, Meta(pattern=r"^(CKV2?_\w+|(AVD-)?AWS-\d{4})$")]
    resource: Annotated[str, Meta(min_length=1)]
    reason: Annotated[str, Meta(min_length=1)]

    @classmethod
    def each(cls, checks: Iterable[str], resource: str, reason: str) -> Iterator[Self]:
        """Yield a waiver for each of some checks, such as those of two scanners that ask for the same."""
        yield from (cls(check, resource, reason) for check in checks)

    @property
    def scanner(self) -> Scanner:
        """The scanner that has the check."""
        return Scanner.CHECKOV if self.check.startswith("CKV") else Scanner.TRIVY


def fitting(address: str) -> tuple[str, str]:
    """Return what a waiver may name to apply to a resource: its address inside its module, and its type."""
    return address, address.rpartition(".")[0]


def bucket_waivers(resource: str) -> Iterator[ScannerWaiver]:
    """Yield the waivers shared by all buckets."""
    yield ScannerWaiver("CKV2_AWS_62", resource, "Nothing consumes its events; a consumer adds its own notification.")
    yield ScannerWaiver(
        "CKV_AWS_144", resource, "A copy in another region doubles the price, and no requirement asks for it."
    )


def unkeyed_bucket_waivers(resource: str, why: str) -> Iterator[ScannerWaiver]:
    """Yield the waivers of a bucket that no KMS key of the account encrypts.

    Trivy looks for the key where the encryption is configured. A resource for that has the label of its bucket.

    Args:
        resource: the bucket, as in `ScannerWaiver`.
        why: the reason.
    """
    yield ScannerWaiver("CKV_AWS_145", resource, why)
    encryption = resource.replace("aws_s3_bucket", "aws_s3_bucket_server_side_encryption_configuration", 1)
    yield ScannerWaiver("AVD-AWS-0132", encryption, why)


def unlogged_bucket_waivers(resource: str, why: str) -> Iterator[ScannerWaiver]:
    """Yield the waivers of a bucket without access logs; `why` is the reason."""
    yield from ScannerWaiver.each(("CKV_AWS_18", "AVD-AWS-0089"), resource, why)


def log_bucket_waivers(resource: str, why_no_key: str) -> Iterator[ScannerWaiver]:
    """Yield the waivers of a bucket for logs; `why_no_key` is the reason why no KMS key encrypts it."""
    yield from bucket_waivers(resource)
    yield from unkeyed_bucket_waivers(resource, why_no_key)
    yield from unlogged_bucket_waivers(resource, "The bucket holds access logs; logs about logs never end.")
    yield from ScannerWaiver.each(
        ("CKV_AWS_21", "AVD-AWS-0090"), resource, "Log files are written once and expire; there are no old versions."
    )


# AWS KMS developer guide, "Key policies": the resource of a key policy is `*`, which means its own key.
_REASONS = {
    "CKV_AWS_109": "A key policy must let the account manage the key.",
    "CKV_AWS_111": "A key policy belongs to one key, so its `*` is that key.",
    "CKV_AWS_356": "A key policy belongs to one key, so its `*` is that key.",
}


def key_policy_waivers(document: str) -> Iterator[ScannerWaiver]:
    """Yield the waivers of one key policy, by the address of its document."""
    for check, reason in _REASONS.items():
        yield ScannerWaiver(check, document, reason)


_YEAR = 365


LOG_GROUP = "aws_cloudwatch_log_group"


def log_waivers(days: int, *, own_key: bool = False, label: str = "") -> Iterator[ScannerWaiver]:
    """Yield the waivers of a module's log groups.

    Args:
        days: their retention in days.
        own_key: whether the spec names a key for them.
        label: the label of the only log group they apply to; by default all of the module.
    """
    resource = f"{LOG_GROUP}.{label}" if label else LOG_GROUP
    if not own_key:
        yield from ScannerWaiver.each(
            ("CKV_AWS_158", "AVD-AWS-0017"),
            resource,
            "CloudWatch encrypts every log group with its own key; the loss of a customer key would lose the logs.",
        )
    if days < _YEAR:
        yield ScannerWaiver("CKV_AWS_338", resource, f"The spec sets {days} days, and every further month costs.")
