"""Triggers of functions as the templates see them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from hclpress.aws.regions import partition_of
from hclpress.hcl import Expr
from hclpress.module import ItemView, Name, Site, environment_expression, identifier

from .arns import expression
from .function import Function
from .triggers import Bucket, Schedule, Trigger, source_of

_EVENTS = {"created": "s3:ObjectCreated:*", "removed": "s3:ObjectRemoved:*"}


class TriggerView(ItemView[Trigger], frozen=True):
    """A trigger; `source` is the ARN of the resource that calls, None for a schedule."""

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
    for key, trigger in function.triggers.items():
        label = f"{identifier(name)}_{identifier(key)}"
        own = {"name": names[f"{label}_rule"]} if isinstance(trigger, Schedule) else {}
        yield TriggerView(key, trigger, own, label, _source(trigger, partition_of(site.region)))


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
            label = f"{identifier(name)}_{identifier(key)}"
            events = tuple(_EVENTS[event] for event in trigger.events)
            rule = RuleView(key, trigger, {}, called, Expr(f"aws_lambda_permission.{label}"), events)
            bucket = expression(trigger.bucket)
            before = found.get(bucket, NotificationView(label, bucket, ()))
            found[bucket] = NotificationView(before.label, bucket, (*before.rules, rule))
    return tuple(found.values())
