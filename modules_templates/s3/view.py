"""Values that the templates of s3 see beside the settings."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from hclpress.hcl import Expr, fragment
from hclpress.module import ItemView, Name, Site, environment_expression, identifier, item_views

from .lifecycle import Rule
from .settings import ABORT_RULE, Bucket, S3Settings

ANY_ACCOUNT = "0" * 12
"""Twelve digits in place of an account's id, for names whose end is not known yet."""


class TransitionView(Struct, frozen=True):
    """A move to cheaper storage; `storage` is the class in S3's words."""

    days: int
    storage: str


class RuleView(ItemView[Rule], frozen=True):
    """A lifecycle rule; `abort_days` is set in the one for unfinished uploads."""

    transitions: tuple[TransitionView, ...] = ()
    abort_days: int | None = None


class SourceView(ItemView[Bucket], frozen=True):
    """A bucket whose requests are recorded in another; `title` is its key without hyphens."""

    title: str
    prefix: str


class BucketView(ItemView[Bucket], frozen=True):
    """One bucket.

    Attributes:
        written_name: its name in HCL; a template where it ends in an account that is not known.
        key_arn: the KMS key that encrypts it; None for S3's own.
        log_target: label of the bucket that takes its record.
        sources: buckets whose record it takes.
    """

    written_name: str | Expr
    destroyable: bool
    key_arn: str | Expr | None
    has_policy: bool
    rules: tuple[RuleView, ...]
    log_target: str | None
    log_prefix: str
    sources: tuple[SourceView, ...]
    account: str | Expr


class View(Struct, frozen=True):
    """Values derived from the settings."""

    buckets: tuple[BucketView, ...]


def view_of(settings: S3Settings, site: Site) -> View:
    """The view of an instance."""
    return View(buckets=tuple(_bucket_views(settings, site)))


def _bucket_views(settings: S3Settings, site: Site) -> Iterator[BucketView]:
    buckets, recorded = settings.buckets, settings.recorded_in
    for item in item_views(buckets, "buckets", settings.names(site)):
        bucket, sources = item.settings, recorded.get(item.key, ())
        yield BucketView(
            item.key,
            bucket,
            item.names,
            written_name=_written(item.name, bucket, site),
            destroyable=site.environment.may_be_destroyed,
            key_arn=None if bucket.key == "s3" else environment_expression(bucket.key),
            has_policy=bucket.tls_only or bool(sources),
            rules=tuple(_rules(bucket)),
            log_target=identifier(bucket.access_logs.bucket) if bucket.access_logs else None,
            log_prefix=_prefix(item.key, bucket),
            sources=tuple(
                SourceView(one, buckets[one], {}, _title(one), _prefix(one, buckets[one])) for one in sorted(sources)
            ),
            account=site.environment.account_id or Expr("var.account_id"),
        )


def _written(name: Name, bucket: Bucket, site: Site) -> str | Expr:
    """The name in HCL; a template where it ends in an account that is not known."""
    if not bucket.account_suffix or site.environment.account_id is not None:
        return name
    return Expr(f'"{fragment(name.removesuffix(ANY_ACCOUNT))}{site.account}"')


def _source_view(name: str, bucket: Bucket) -> SourceView:
    return SourceView(name, bucket, {}, _title(name), _prefix(name, bucket))


def _title(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("-"))


def _prefix(name: str, bucket: Bucket) -> str:
    return (bucket.access_logs.prefix if bucket.access_logs else None) or f"{name}/"


def _rules(bucket: Bucket) -> Iterator[RuleView]:
    for name, rule in sorted(bucket.lifecycle.items()):
        moves = tuple(TransitionView(one.days, one.storage.upper()) for one in rule.transitions)
        yield RuleView(name, rule, {}, moves)
    if bucket.abort_uploads_days is not None:
        rule = Rule(note="Parts of uploads that were never finished cost like objects and show nowhere.")
        yield RuleView(ABORT_RULE, rule, {}, abort_days=bucket.abort_uploads_days)
