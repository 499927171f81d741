"""Permissions that let other instances use a distribution and its buckets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from hclpress.hcl import identifier
from hclpress.module import Grant, Site


class GrantedBucket(Protocol):
    """A bucket of an origin, made here or not, as far as permissions are concerned."""

    @property
    def key(self) -> str:
        """The key that encrypts it: `s3`, or a KMS key."""
        ...


_ACTIONS: Mapping[str, tuple[str, ...]] = {
    "read": ("s3:GetObject",),
    "write": ("s3:DeleteObject", "s3:PutObject"),
    "full": ("s3:DeleteObject", "s3:GetObject", "s3:PutObject"),
}
_KEY_ACTIONS: Mapping[str, tuple[str, ...]] = {
    "read": ("kms:Decrypt",),
    "write": ("kms:GenerateDataKey",),
    "full": ("kms:Decrypt", "kms:GenerateDataKey"),
}


def grants_of(buckets: Mapping[str, GrantedBucket], item: str | None, access: str, site: Site) -> Iterator[Grant]:
    """Permissions to read or write the bucket of an origin (the item), or to invalidate the distribution."""
    if access == "invalidate" and item is None:
        sid = "".join(part.capitalize() for part in site.instance.split("-"))
        yield Grant(f"Invalidate{sid}", ("cloudfront:CreateInvalidation",), (("distribution_arn", ""),))
        return
    if item is None or item not in buckets:
        known = ", ".join(f"{site.instance}.{name}" for name in buckets) or "none"
        raise LookupError(
            f"Name the origin of the bucket: {known}; only `access: invalidate` is about the distribution itself."
        )
    yield from _bucket_grants(item, buckets[item], access)


def _bucket_grants(name: str, bucket: GrantedBucket, access: str) -> Iterator[Grant]:
    if access not in _ACTIONS:
        raise LookupError(f"A bucket can be used with {', '.join(_ACTIONS)}.")
    label = identifier(name)
    sid = "".join(part.capitalize() for part in name.split("-"))
    yield Grant(f"List{sid}", ("s3:ListBucket",), ((f"{label}_bucket_arn", ""),))
    yield Grant(f"{access.capitalize()}ObjectsOf{sid}", _ACTIONS[access], ((f"{label}_bucket_arn", "/*"),))
    if bucket.key != "s3":
        yield Grant(f"UseKeyOf{sid}", _KEY_ACTIONS[access], ((f"{label}_key_arn", ""),))
