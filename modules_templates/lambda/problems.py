"""Problems of the settings of lambda."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import (
    ATTACHED,
    Problem,
    Quota,
    Site,
    UseEntry,
    above_quota,
    arn_region,
    foreign_policy_problems,
    unreachable_host_problems,
    use_problems,
    use_statements,
)

from .environment_variables import size_problems, variable_problems
from .function_problems import function_problems
from .notification_problems import notification_problems
from .places import place_problems
from .roles import Shared
from .runtime_problems import runtime_problems
from .settings import LambdaSettings

# AWS Lambda Developer Guide, "Lambda quotas": of 1,000 concurrent executions, 100 stay for functions without a
# reservation.
CONCURRENCY, UNRESERVED = Quota("AWS Lambda", "Concurrent executions", 1000), 100


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
    everybody = [*settings.uses, *(use for function in settings.functions.values() for use in function.uses)]
    yield from unreachable_host_problems(settings.environment, everybody, site, ("environment",))
    for name, function in settings.functions.items():
        path = ("functions", name)
        # All functions of an instance have one security group.
        yield from unreachable_host_problems(function.environment, everybody, site, (*path, "environment"))
        runtime = function.runtime or settings.runtime
        yield from function_problems(function, runtime, settings.environment, site, path)
        for field in ("uses", "statements", "managed_policies") if isinstance(settings.role, Shared) else ():
            if getattr(function, field):
                yield Problem(
                    (*path, field),
                    f"{field.replace('_', '-')}-with-shared-role",
                    f"The shared role gives `{field}` of {name} to every function",
                    f"Move these lines to `{field}` of the instance, or set `role: per_function`.",
                )
        yield from place_problems(function, site, path)
    yield from notification_problems(settings, site)
    yield from _concurrency_problems(site)
    yield from _role_problems(settings, site)
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


def _concurrency_problems(site: Site) -> Iterator[Problem]:
    """Warn at the function with which the region's functions reserve more than an account has by default."""
    reserved = 0
    for name, other in site.neighbours.items():
        if not isinstance(other, LambdaSettings) or site.of(name).region != site.region:
            continue
        for function_name, function in other.functions.items():
            before, reserved = reserved, reserved + (function.reserved_concurrency or 0)
            if name == site.instance and before + UNRESERVED <= CONCURRENCY.most < reserved + UNRESERVED:
                path = ("functions", function_name, "reserved_concurrency")
                things = f"calls at a time, {reserved} reserved and {UNRESERVED} that stay unreserved,"
                yield from above_quota(CONCURRENCY, reserved + UNRESERVED, things, path)


def _role_problems(settings: LambdaSettings, site: Site) -> Iterator[Problem]:
    boundary = ("permissions_boundary",)
    yield from foreign_policy_problems(settings.permissions_boundary, site, boundary)
    lists: list[tuple[tuple[str, ...], tuple[str, ...], int]] = [
        (("managed_policies",), settings.managed_policies, len(settings.managed_policies))
    ]
    for name, function in settings.functions.items():
        together = len({*settings.managed_policies, *function.managed_policies})
        lists.append((("functions", name, "managed_policies"), function.managed_policies, together))
    for path, policies, count in lists:
        if policies:
            yield from above_quota(ATTACHED, count, "managed policies of one role", path)
        for index, policy in enumerate(policies):
            yield from foreign_policy_problems(policy, site, (*path, index))
