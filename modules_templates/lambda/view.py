"""Values that the templates of lambda see beside the settings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

from msgspec import Struct

from hclpress.hcl import Expr, Object, attributes
from hclpress.module import ItemView, Site, environment_expression, item_views

from .arns import expression
from .function import Function
from .role_views import RoleView, role_views
from .settings import LambdaSettings
from .trigger_views import NotificationView, TriggerView, notification_views, trigger_views


class FunctionView(ItemView[Function], frozen=True):
    """A function.

    Attributes:
        role: ARN of its role.
        runtime: its own runtime or the instance's; None for an image.
        image: the image that it runs; None for packed code.
        stored_bucket: the bucket that its code lies in already.
        environment: its variables with those of the instance.
        kms_key: KMS key of its variables; None for AWS's own, and without variables, since Lambda would forget it.
        dead_letter: ARN of the target of failed events.
        waits_for: the resources that must exist before it.
        called: ARN to call it by, its alias's where it has one.
        qualifier: the alias that permissions name.
    """

    log_days: int
    role: Expr
    runtime: str | None
    image: str | Expr | None
    stored_bucket: Expr | None
    environment: Object
    kms_key: Expr | None
    dead_letter: Expr | None
    waits_for: tuple[Expr, ...]
    called: Expr
    qualifier: Expr | None
    triggers: tuple[TriggerView, ...]


class View(Struct, frozen=True):
    """Values derived from the settings.

    Attributes:
        trigger_types: the kinds of triggers that any function has.
        has_sources: whether one of them is labelled by its source.
        log_key: KMS key of the logs.
        upload_bucket: the bucket that packages are deployed from.
    """

    roles: tuple[RoleView, ...]
    functions: tuple[FunctionView, ...]
    notifications: tuple[NotificationView, ...]
    trigger_types: frozenset[str]
    has_sources: bool
    log_key: Expr | None
    upload_bucket: Expr | None


def view_of(settings: LambdaSettings, site: Site) -> View:
    """The view of an instance."""
    roles = role_views(settings, site)
    types = frozenset(
        trigger.type for function in settings.functions.values() for trigger in function.triggers.values()
    )
    return View(
        roles=roles,
        functions=tuple(_function_views(settings, roles, site)),
        notifications=notification_views(settings.functions),
        trigger_types=types,
        has_sources=bool(types & {"queue", "stream", "topic"}),
        log_key=None if settings.log_kms_key is None else expression(settings.log_kms_key),
        upload_bucket=None if settings.deployment_bucket is None else expression(settings.deployment_bucket),
    )


def _function_views(settings: LambdaSettings, roles: tuple[RoleView, ...], site: Site) -> Iterator[FunctionView]:
    names = settings.names(site)
    for item, role in zip(item_views(settings.functions, "functions", names), cycle(roles), strict=False):
        function, label = item.settings, item.label
        environment = dict(settings.environment) | dict(function.environment)
        failed, stored = function.dead_letter, function.package.s3
        ending = failed and (failed.queue or failed.topic)
        called = Expr(f"aws_lambda_{'alias' if function.alias else 'function'}.{label}")
        yield FunctionView(
            item.key,
            function,
            item.names,
            log_days=function.log_retention_days or settings.log_retention_days,
            role=Expr(f"aws_iam_role.{role.label}.arn"),
            runtime=None if function.package.image else function.runtime or settings.runtime,
            image=environment_expression(function.package.image) if function.package.image else None,
            stored_bucket=expression(stored.bucket) if stored else None,
            environment=attributes({key: environment_expression(value) for key, value in sorted(environment.items())}),
            kms_key=expression(settings.kms_key) if settings.kms_key and environment else None,
            dead_letter=expression(ending) if ending else None,
            waits_for=(Expr(f"aws_cloudwatch_log_group.{label}"), *role.permissions),
            called=Expr(f"{called}.arn"),
            qualifier=Expr(f"{called}.name") if function.alias else None,
            triggers=tuple(trigger_views(item.key, function, names, site)),
        )
