"""Triggers of functions as the templates see them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from hclpress.aws.regions import partition_of
from hclpress.hcl import Expr
from hclpress.module import FromFact, ItemView, Name, Site, environment_expression, identifier

from .arns import expression
from .function import Function
from .triggers import Bucket, Schedule, Trigger, source_of

_EVENTS = {"created": "s3:ObjectCreated:*", "removed": "s3:ObjectRemoved:*"}


class TriggerView(ItemView[Trigger], frozen=True):
    """A trigger.

    Attributes:
        label: after its source, where AWS keeps one trigger for a function and a source; else after its own name.
        source: ARN of the resource that calls; None for a schedule.
    """

    label: str
    source: Expr | None


class RuleView(ItemView[Bucket], frozen=True):
    """The events of a bucket that call one function."""

    function: Expr
    permission: Expr
    events: tuple[str, ...]


class NotificationView(Struct, frozen=True):
    """All rules of a bucket: S3 keeps one list for each bucket."""

    label: str
    bucket: Expr
    rules: tuple[RuleView, ...]

    @property
    def permissions(self) -> tuple[Expr, ...]:
        """The permissions of the bucket to call, which S3 checks before it takes the list."""
        return tuple(rule.permission for rule in self.rules)


def trigger_views(name: str, function: Function, names: Mapping[str, Name], site: Site) -> Iterator[TriggerView]:
    """The triggers of one function in the order of the spec; `names` are those of the instance."""
    places = _places(function)
    for key, trigger in function.triggers.items():
        first = f"{identifier(name)}_{identifier(key)}"
        own = {"name": names[f"{first}_rule"]} if isinstance(trigger, Schedule) else {}
        label = f"{identifier(name)}_{places[key]}" if key in places else first
        yield TriggerView(key, trigger, own, label, _source(trigger, partition_of(site.region)))


def _places(function: Function) -> Mapping[str, str]:
    """The end of the label of each trigger that AWS keeps once for a source; sources that read alike get a hash."""
    found: dict[str, str] = {}
    sources = {
        key: (trigger.type, *source)
        for key, trigger in function.triggers.items()
        if not isinstance(trigger, Bucket) and (source := source_of(trigger)) is not None
    }
    for key, (kind, _, place) in sorted(sources.items(), key=lambda one: repr(one[1])):
        label = f"{kind}_{_label_of(place)}"
        digest = hashlib.sha256(repr(place).encode()).hexdigest()[:6]
        found[key] = f"{label}_{digest}" if label in found.values() else label
    return found


def _source(trigger: Trigger, partition: str) -> Expr | None:
    if isinstance(trigger, Bucket):
        bucket = environment_expression(trigger.bucket)
        piece = f"${{{bucket}}}" if isinstance(bucket, Expr) else bucket
        return Expr(f'"arn:{partition}:s3:::{piece}"')
    source = source_of(trigger)
    return None if source is None else expression(source[1])


def notification_views(functions: Mapping[str, Function]) -> tuple[NotificationView, ...]:
    """The rules of all buckets, gathered by bucket."""
    found: dict[str, NotificationView] = {}
    for name, function in functions.items():
        called = Expr(f"aws_lambda_{'alias' if function.alias else 'function'}.{identifier(name)}.arn")
        for key, trigger in function.triggers.items():
            if not isinstance(trigger, Bucket):
                continue
            trigger_label = f"{identifier(name)}_{identifier(key)}"
            permission = Expr(f"aws_lambda_permission.{trigger_label}")
            events = tuple(_EVENTS[event] for event in sorted(trigger.events))
            rule = RuleView(key, trigger, {}, called, permission, events)
            bucket = expression(trigger.bucket)
            before = found.get(bucket, NotificationView(_bucket_label(trigger.bucket), bucket, ()))
            rules = sorted((*before.rules, rule), key=lambda one: one.permission)
            found[bucket] = replace(before, rules=tuple(rules))
    return tuple(found.values())


def _label_of(source: str | FromFact) -> str:
    """A word for a bucket, a queue, a stream or a topic: the end of its name or of the fact that gives it."""
    if isinstance(source, FromFact):
        return source.input_name.removesuffix("_arn")
    # arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-06-01T00:00:00.000
    name = source.split(":", 5)[-1].removeprefix("table/").partition("/")[0]
    return re.sub(r"[^a-z0-9]+", "_", name.lower())


def _bucket_label(bucket: str | FromFact) -> str:
    label = _label_of(bucket)
    return label if label[0].isalpha() else f"bucket_{label}"
