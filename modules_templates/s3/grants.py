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
# Service Authorization Reference, "Amazon S3": the other actions on objects, and those on the bucket that list them.
_MORE_READS = (
    "GetObjectAttributes",
    "GetObjectLegalHold",
    "GetObjectRetention",
    "GetObjectTagging",
    "GetObjectVersion",
    "GetObjectVersionAttributes",
    "GetObjectVersionTagging",
    "ListMultipartUploadParts",
)
_MORE_WRITES = (
    "AbortMultipartUpload",
    "DeleteObject",
    "DeleteObjectTagging",
    "DeleteObjectVersion",
    "DeleteObjectVersionTagging",
    "ListMultipartUploadParts",
    "PutObjectLegalHold",
    "PutObjectRetention",
    "PutObjectTagging",
    "PutObjectVersionTagging",
    "RestoreObject",
)
_OF_BUCKETS = ("GetBucketLocation", "ListBucket", "ListBucketMultipartUploads", "ListBucketVersions")
_MORE: Mapping[str, tuple[str, ...]] = {
    "read": _MORE_READS,
    "write": _MORE_WRITES,
    "full": tuple(sorted({*_MORE_READS, *_MORE_WRITES} - {"DeleteObject"})),
}
_CALLS: Mapping[str, tuple[str, ...]] = {
    "CompleteMultipartUpload": ("PutObject",),
    "CopyObject": ("GetObject", "PutObject"),
    "CreateMultipartUpload": ("PutObject",),
    "DeleteObjects": ("DeleteObject",),
    "HeadBucket": ("ListBucket",),
    "HeadObject": ("GetObject",),
    "ListMultipartUploads": ("ListBucketMultipartUploads",),
    "ListObjectVersions": ("ListBucketVersions",),
    "ListObjects": ("ListBucket",),
    "ListParts": ("ListMultipartUploadParts",),
    "UploadPart": ("PutObject",),
}


def _in_s3(actions: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"s3:{action}" for action in actions)


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
        others = _in_s3(tuple(one for one in _OF_BUCKETS if one != "ListBucket"))
        place = (f"{label}_bucket_arn", "")
        yield Grant("ListBuckets", ("s3:ListBucket",), (place,), more=((*place, others),), calls=_CALLS)
        return
    if access not in _GRANTS:
        raise LookupError(f"Objects can be used with {', '.join(_GRANTS)}, the bucket with `list`.")
    sid, actions, key_actions = _GRANTS[access]
    arn = f"{label}_bucket_arn"
    more = ((arn, "/*", _in_s3(_MORE[access])), (arn, "", _in_s3(_OF_BUCKETS)))
    yield Grant(sid, actions, ((arn, "/*"),), more=more, calls=_CALLS)
    if bucket.key != "s3" and bucket.grant_key:
        yield Grant(f"{sid[:-7]}ObjectKeys", key_actions, ((f"{label}_key_arn", ""),))
