"""How functions, their triggers and their roles follow from the settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import cycle
from typing import TYPE_CHECKING

from hclpress.aws.regions import partition_of
from hclpress.hcl.identifier import identifier
from hclpress.hcl.values import Expr, attributes
from hclpress.module.name import Name
from hclpress.module.site import Site
from hclpress.module.uses import Statement, environment_expression, use_statements

from .arns import expression
from .function import Function
from .roles import Needs, Shared, attachments, role_statements
from .triggers import Bucket, Queue, Schedule, Stream, Topic
from .view import (
    CallerView,
    FunctionView,
    MappingView,
    NotificationRule,
    NotificationView,
    RoleView,
    ScheduleView,
)

if TYPE_CHECKING:
    from .contract import Lambda

_EVENTS = {"created": "s3:ObjectCreated:*", "removed": "s3:ObjectRemoved:*"}


def role_views(settings: Lambda, site: Site) -> tuple[RoleView, ...]:
    """The roles of an instance: one, or one for each function in the order of the spec."""
    needs = Needs(
        network=settings.vpc is not None,
        tracing=settings.tracing == "active",
        key=None if settings.kms_key is None else expression(settings.kms_key),
        common_environment=bool(settings.environment),
        managed=settings.managed_policies,
    )
    attached = attachments(settings.managed_policies, site.region)
    names = settings.names(site)
    if isinstance(settings.role, Shared):
        shared = settings.role.shared
        return (
            RoleView(
                label="this",
                name=names["role"],
                description=shared.description or f"Runs {', '.join(settings.functions)}",
                note=shared.note,
                statements=role_statements(settings.functions, needs, use_statements(settings.uses, site)),
                policy_name=names.get("policy", shared.policy.name),
                policy_description=shared.policy.description,
                policy_is_managed=shared.policy.kind == "managed",
                attached=attached,
            ),
        )
    return tuple(
        _own_role(
            name,
            names,
            attached,
            role_statements({name: one}, needs, use_statements((*settings.uses, *one.uses), site)),
        )
        for name, one in settings.functions.items()
    )


def _own_role(
    name: str, names: Mapping[str, Name], attached: tuple[tuple[str, str], ...], statements: tuple[Statement, ...]
) -> RoleView:
    label = identifier(name)
    return RoleView(
        label=label,
        name=names[f"{label}_role"],
        description=f"Runs {name}",
        note="",
        statements=statements,
        policy_name="use-resources",
        policy_description="",
        policy_is_managed=False,
        attached=tuple((f"{label}_{end}", arn) for end, arn in attached),
    )


def function_views(settings: Lambda, roles: tuple[RoleView, ...], site: Site) -> tuple[FunctionView, ...]:
    """The functions of an instance in the order of the spec."""
    names = settings.names(site)
    role_of = dict(zip(settings.functions, cycle(roles), strict=False))
    return tuple(
        _function_view(name, function, settings, names, role_of[name], partition_of(site.region))
        for name, function in settings.functions.items()
    )


def _function_view(
    name: str, function: Function, settings: Lambda, names: Mapping[str, Name], role: RoleView, partition: str
) -> FunctionView:
    label = identifier(name)
    environment = dict(settings.environment) | dict(function.environment)
    failed = function.dead_letter
    ending = failed and (failed.queue or failed.topic)
    called = Expr(f"aws_lambda_{'alias' if function.alias else 'function'}.{label}")
    stored = function.package.s3
    triggers = function.triggers
    return FunctionView(
        label=label,
        title=name,
        settings=function,
        name=names[f"{label}_function"],
        log_group=names[f"{label}_log_group"],
        log_days=function.log_retention_days or settings.log_retention_days,
        role=Expr(f"aws_iam_role.{role.label}.arn"),
        runtime=None if function.package.image else function.runtime or settings.runtime,
        is_packed=bool(function.package.sources),
        object_key=f"functions/{names[f'{label}_function']}.zip",
        stored_bucket=expression(stored.bucket) if stored else None,
        environment=attributes({key: environment_expression(value) for key, value in sorted(environment.items())}),
        key=expression(settings.kms_key) if settings.kms_key and environment else None,
        dead_letter=expression(ending) if ending else None,
        waits_for=(Expr(f"aws_cloudwatch_log_group.{label}"), *role.permissions),
        called=Expr(f"{called}.arn"),
        qualifier=Expr(f"{called}.name") if function.alias else None,
        schedules=tuple(_schedules(name, function, names)),
        mappings=tuple(_mappings(label, function)),
        topics=tuple(
            CallerView(f"{label}_{identifier(key)}", one.note, expression(one.topic))
            for key, one in triggers.items()
            if isinstance(one, Topic)
        ),
        buckets=tuple(
            CallerView(f"{label}_{identifier(key)}", one.note, _bucket_arn(one, partition))
            for key, one in triggers.items()
            if isinstance(one, Bucket)
        ),
    )


def _schedules(name: str, function: Function, names: Mapping[str, Name]) -> Iterator[ScheduleView]:
    for key, trigger in function.triggers.items():
        if isinstance(trigger, Schedule):
            label = f"{identifier(name)}_{identifier(key)}"
            yield ScheduleView(
                label=label,
                name=names[f"{label}_rule"],
                title=f"Calls {name}: {key}",
                note=trigger.note,
                expression=trigger.expression,
                input=dict(trigger.input),
                state="ENABLED" if trigger.enabled else "DISABLED",
            )


def _mappings(label: str, function: Function) -> Iterator[MappingView]:
    for key, trigger in function.triggers.items():
        own = f"{label}_{identifier(key)}"
        if isinstance(trigger, Queue):
            yield MappingView(
                label=own,
                note=trigger.note,
                source=expression(trigger.queue),
                batch_size=trigger.batch_size,
                batch_seconds=trigger.batch_seconds,
                is_queue=True,
                maximum_concurrency=trigger.maximum_concurrency,
            )
        elif isinstance(trigger, Stream):
            yield MappingView(
                label=own,
                note=trigger.note,
                source=expression(trigger.stream),
                batch_size=trigger.batch_size,
                batch_seconds=trigger.batch_seconds,
                is_queue=False,
                starting_position=trigger.starting_position,
                retries=trigger.retries,
                split_failing=trigger.split_failing,
            )


def _bucket_arn(trigger: Bucket, partition: str) -> Expr:
    bucket = environment_expression(trigger.bucket)
    piece = f"${{{bucket}}}" if isinstance(bucket, Expr) else bucket
    return Expr(f'"arn:{partition}:s3:::{piece}"')


def notification_views(functions: Mapping[str, Function]) -> tuple[NotificationView, ...]:
    """What buckets call, gathered by bucket."""
    found: dict[str, NotificationView] = {}
    for name, function in functions.items():
        for key, trigger in function.triggers.items():
            if not isinstance(trigger, Bucket):
                continue
            label = f"{identifier(name)}_{identifier(key)}"
            called = f"aws_lambda_{'alias' if function.alias else 'function'}.{identifier(name)}.arn"
            rule = NotificationRule(
                function=Expr(called),
                permission=Expr(f"aws_lambda_permission.{label}"),
                events=tuple(_EVENTS[event] for event in trigger.events),
                prefix=trigger.prefix,
                suffix=trigger.suffix,
            )
            bucket = expression(trigger.bucket)
            before = found.get(bucket)
            found[bucket] = NotificationView(
                label=before.label if before else label, bucket=bucket, rules=(*(before.rules if before else ()), rule)
            )
    return tuple(found.values())
