"""Grants of s3."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from hclpress.module import Grant, Site, identifier


class Granted(Protocol):
    """A bucket, made here or not, as far as permissions are concerned."""

    @property
    def key(self) -> object:
        """The key that encrypts it: `s3`, or a KMS key."""
        ...

    @property
    def grant_key(self) -> bool:
        """Whether users of the objects may use the key."""
        ...


# By access: the statement's id, the actions on objects, and those on the key of an encrypted bucket.
_GRANTS: Mapping[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "read": ("ReadObjects", ("s3:GetObject",), ("kms:Decrypt",)),
    "write": ("WriteObjects", ("s3:PutObject",), ("kms:Decrypt", "kms:GenerateDataKey")),
    "full": (
        "UseObjects",
        ("s3:GetObject", "s3:PutObject", "s3:DeleteObject"),
        ("kms:Decrypt", "kms:GenerateDataKey"),
    ),
}


def grants(buckets: Mapping[str, Granted], item: str | None, access: str, site: Site) -> Iterator[Grant]:
    """The right to read or write the objects of one bucket (the item), or to `list` them.

    Raises:
        LookupError: with a sentence for people, where there is no such bucket or access.
    """
    if item is None or item not in buckets:
        there = ", ".join(f"{site.instance}.{name}" for name in buckets)
        raise LookupError(f"Name the bucket: {there}.")
    bucket, label = buckets[item], identifier(item)
    if access == "list":
        yield Grant("ListBuckets", ("s3:ListBucket",), ((f"{label}_bucket_arn", ""),))
        return
    if access not in _GRANTS:
        raise LookupError(f"Objects can be used with {', '.join(_GRANTS)}, the bucket with `list`.")
    sid, actions, key_actions = _GRANTS[access]
    yield Grant(sid, actions, ((f"{label}_bucket_arn", "/*"),))
    if bucket.key != "s3" and bucket.grant_key:
        yield Grant(f"{sid[:-7]}ObjectKeys", key_actions, ((f"{label}_key_arn", ""),))
