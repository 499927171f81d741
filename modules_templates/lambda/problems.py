"""Problems of the settings of lambda."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import Existing, FromFact, Problem, Site, UseEntry, arn_region, use_problems, use_statements

from .environment_variables import size_problems, variable_problems
from .function import Function
from .function_problems import function_problems
from .places import place_problems
from .roles import Shared
from .runtime_problems import runtime_problems
from .settings import LambdaSettings
from .triggers import Bucket


def problems(settings: LambdaSettings, site: Site) -> Iterator[Problem]:
    """Report settings that AWS refuses or that cannot work."""
    providers = site.environment.providers
    if settings.runtime is not None:
        yield from runtime_problems(settings.runtime, providers, ("runtime",))
    yield from variable_problems(settings.environment, ("environment",))
    yield from size_problems(settings.environment, ("environment",))
    yield from _use_problems(settings, site)
    for name in ("kms_key", "log_kms_key"):
        key = getattr(settings, name)
        if isinstance(key, str) and arn_region(key) != site.region:
            yield Problem(
                (name,),
                "key-of-another-region",
                f"The key lies in {arn_region(key)}",
                f"The functions lie in {site.region} and can use only keys from there.",
            )
    for name, function in settings.functions.items():
        path = ("functions", name)
        runtime = function.runtime or settings.runtime
        yield from function_problems(function, runtime, settings.environment, providers, path)
        yield from _notification_problems(function, path, site)
        for field in ("uses", "statements", "managed_policies") if isinstance(settings.role, Shared) else ():
            if getattr(function, field):
                yield Problem(
                    (*path, field),
                    f"{field.replace('_', '-')}-with-shared-role",
                    f"The shared role gives `{field}` of {name} to every function",
                    f"Move these lines to `{field}` of the instance, or set `role: per_function`.",
                )
        yield from place_problems(function, site, path)
    yield from _label_problems(settings)


def _use_problems(settings: LambdaSettings, site: Site) -> Iterator[Problem]:
    lists: list[tuple[tuple[str, ...], tuple[UseEntry, ...]]] = [(("uses",), settings.uses)]
    lists += [(("functions", name, "uses"), function.uses) for name, function in settings.functions.items()]
    services: set[str] = set()
    for path, uses in lists:
        wrong = list(use_problems(uses, site, path))
        yield from wrong or (() if settings.vpc else _reach_problems(uses, site, path))
        if settings.vpc and not wrong:
            actions = (action for one in use_statements(uses, site) for action in one.actions)
            services |= {action.partition(":")[0] for action in actions}
    stated = (settings.statements, *(function.statements for function in settings.functions.values()))
    services |= {action.partition(":")[0] for own in stated for one in own for action in one.actions}
    if settings.vpc:
        yield from settings.vpc.problems(frozenset(services), site, ("vpc",))


def _notification_problems(function: Function, path: tuple[str, ...], site: Site) -> Iterator[Problem]:
    for name, trigger in function.triggers.items():
        if not isinstance(trigger, Bucket) or not isinstance(trigger.bucket, FromFact):
            continue
        owner = trigger.bucket.source.instance
        is_elsewhere = owner in site.elsewhere
        if is_elsewhere or isinstance(site.neighbours.get(owner), Existing):
            origin = "belongs to another environment" if is_elsewhere else "exists already"
            yield Problem(
                (*path, "triggers", name, "bucket"),
                "notifications-of-another",
                f"The notifications of {owner} are not made here",
                f"A bucket has one list of them, and {owner} {origin}: this trigger would delete the others. Let "
                "the owner of the bucket send its events to a topic or a queue, and use a trigger of that `type`. If "
                "nobody else has notifications of the bucket, write its name here instead of `{from: …}`.",
            )


def _label_problems(settings: LambdaSettings) -> Iterator[Problem]:
    taken: dict[str, str] = {}
    for name, function in settings.functions.items():
        for trigger in function.triggers:
            holder = taken.setdefault(f"{name}-{trigger}", name)
            if holder != name:
                yield Problem(
                    ("functions", name, "triggers", trigger),
                    "triggers-alike",
                    f"`{name}` with `{trigger}` reads like a trigger of `{holder}`",
                    f"Both would be called {name}-{trigger}. Give this one another name.",
                )


def _reach_problems(uses: tuple[UseEntry, ...], site: Site, path: tuple[str, ...]) -> Iterator[Problem]:
    for index, use in enumerate(uses):
        used = (use if isinstance(use, str) else use.resource).partition(".")[0]
        if site.listener_of(used) is not None:
            yield Problem(
                (*path, index),
                "no-way-to-use",
                f"{used} accepts connections only from inside its network",
                f"These functions are in no network. Add `vpc: {{vpc: …, subnets: …}}` with the network of {used}.",
            )
