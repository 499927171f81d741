"""What the templates of buckets see beside their settings."""

from __future__ import annotations

from msgspec import Struct

from hclpress.hcl.values import Expr
from hclpress.modules.s3.bucket import Bucket


class TransitionView(Struct, frozen=True):
    """A move to cheaper storage.

    Attributes:
        days: after which objects move.
        storage: the class, in S3's words.
    """

    days: int
    storage: str


class RuleView(Struct, frozen=True):
    """What becomes of some objects.

    Attributes:
        name: of the rule.
        note: a remark.
        prefix: of their keys, empty for all.
        expire_days: after which they are deleted.
        noncurrent_days: that old versions are kept.
        noncurrent_versions: how many are kept beyond.
        transitions: moves to cheaper storage.
        abort_days: after which unfinished uploads are thrown away.
    """

    name: str
    note: str
    prefix: str
    expire_days: int | None
    noncurrent_days: int | None
    noncurrent_versions: int | None
    transitions: tuple[TransitionView, ...]
    abort_days: int | None


class SourceView(Struct, frozen=True):
    """A bucket whose requests are recorded in another.

    Attributes:
        label: of its resources.
        title: its name in the statement's id, which takes letters and digits only.
        prefix: of the records' keys.
    """

    label: str
    title: str
    prefix: str


class BucketView(Struct, frozen=True):
    """One bucket.

    Attributes:
        label: of its resources.
        name: in AWS.
        settings: what the spec says.
        destroyable: whether it may be destroyed with everything in it.
        key_arn: the KMS key that encrypts it, None for S3's own.
        has_policy: whether it has a bucket policy.
        rules: what becomes of objects as they grow old.
        log_target: label of the bucket that takes its record.
        log_prefix: of the record's keys.
        sources: buckets whose record it takes.
        account: the account's id.
    """

    label: str
    name: str | Expr
    settings: Bucket
    destroyable: bool
    key_arn: str | Expr | None
    has_policy: bool
    rules: tuple[RuleView, ...]
    log_target: str | None
    log_prefix: str
    sources: tuple[SourceView, ...]
    account: str | Expr


class View(Struct, frozen=True):
    """What follows from the settings.

    Attributes:
        bucket_views: the buckets.
    """

    bucket_views: tuple[BucketView, ...]
