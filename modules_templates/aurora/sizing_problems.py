"""Problems of the capacity and the instances of a cluster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hclpress.aws.aurora_class import SERVERLESS, may_be_of_aurora
from hclpress.aws.dated_values import aurora_classes, day_of
from hclpress.module import Problem, Severity, nearest

from .engine import Engine
from .sizing import LARGEST_ONCE, Capacity, Instance, placed


def capacity_problems(
    capacity: Capacity | None, instance_class: str | None, engine: Engine, version: str
) -> Iterator[Problem]:
    """Report a capacity or a class that AWS refuses."""
    if (capacity is None) == (instance_class is None):
        yield Problem(
            () if capacity is None else ("instance_class",),
            "capacity-or-class",
            "A cluster has either a `capacity` or an `instance_class`",
            "Set `capacity: {min: 0.5, max: 4}` to let it scale by itself, or `instance_class: db.r8g.large` to fix "
            "its size. Single instances may differ with `class` below `instances`.",
        )
    if instance_class == SERVERLESS:
        yield _unbounded(("instance_class",))
    elif instance_class is not None:
        yield from _class_problems(instance_class, engine, ("instance_class",))
    if capacity is None or engine.release(version) is None:
        return
    if capacity.min > capacity.max:
        yield Problem(
            ("capacity", "min"),
            "capacity-inverted",
            "The least capacity is above the greatest",
            f"{capacity.min:g} units are more than {capacity.max:g}.",
        )
    if not engine.can("serverless", version):
        yield Problem(
            ("capacity",),
            "no-serverless",
            f"{engine.aws_name} {version} has no serverless capacity",
            f"The first versions that do are {engine.first_with('serverless')}. Take one of them, or an "
            "`instance_class`.",
        )
    elif capacity.max > LARGEST_ONCE and not engine.can("large", version):
        yield Problem(
            ("capacity", "max"),
            "capacity-too-large",
            f"{engine.aws_name} {version} scales to {LARGEST_ONCE} units only",
            f"{capacity.max:g} units need {engine.first_with('large')} or later.",
        )
    elif capacity.min == 0 and not engine.can("pause", version):
        yield Problem(
            ("capacity", "min"),
            "no-pause",
            f"{engine.aws_name} {version} cannot pause",
            f"A least capacity of 0 needs {engine.first_with('pause')} or later; otherwise begin at 0.5.",
        )
    if capacity.pause_after_seconds is not None and capacity.min > 0:
        yield Problem(
            ("capacity", "pause_after_seconds"),
            "pause-without-zero",
            "The cluster never pauses",
            f"It pauses only with `min: 0`, and its least capacity is {capacity.min:g}.",
        )


def instance_problems(
    instances: Mapping[str, Instance], zones: tuple[str, ...], engine: Engine, *, serverless: bool
) -> Iterator[Problem]:
    """Report instances of a class or in a zone that AWS refuses, and instances that share one zone."""
    for name, instance in instances.items():
        path = ("instances", name)
        if instance.instance_class == SERVERLESS:
            if not serverless:
                yield _unbounded((*path, "class"))
        elif instance.instance_class is not None:
            yield from _class_problems(instance.instance_class, engine, (*path, "class"))
        if instance.zone is not None and instance.zone not in zones:
            yield Problem(
                (*path, "zone"),
                "zone-without-subnet",
                f"The cluster has no subnet in {instance.zone}",
                f"Its subnets lie in {', '.join(zones)}.",
            )
    homes = set(placed(instances, zones).values())
    if len(instances) > 1 and len(zones) > 1 and len(homes) == 1:
        yield Problem(
            ("instances",),
            "instances-in-one-zone",
            f"All instances are in {homes.pop()}",
            f"If that zone fails, the database fails. Spread them over {', '.join(zones)}.",
        )


def _class_problems(instance_class: str, engine: Engine, path: tuple[str, ...]) -> Iterator[Problem]:
    """Report a class that Aurora does not have; one of a family or a size that is not known may be newer."""
    known = aurora_classes(engine.aws_name)
    guess = nearest(instance_class, known)
    meant = f"Did you mean {guess}? " if guess else ""
    if not may_be_of_aurora(instance_class):
        yield Problem(
            path,
            "class-not-of-aurora",
            f"Aurora has no {instance_class}",
            f"{meant}It runs on memory-optimised classes such as db.r8g.large or db.x2g.large, and on db.t3 and db.t4g "
            "in medium and large.",
        )
    elif instance_class not in known:
        yield Problem(
            path,
            "class-unknown",
            f"Whether {engine.aws_name} has {instance_class} is not known",
            f"{meant}It is not in the list of {day_of('aurora_classes'):%B %Y}; `aws rds "
            f"describe-orderable-db-instance-options --engine {engine.aws_name}` lists those of today.",
            Severity.WARNING,
        )


def _unbounded(path: tuple[str, ...]) -> Problem:
    return Problem(
        path,
        "serverless-without-capacity",
        f"A {SERVERLESS} instance needs a capacity",
        "Set the range of capacity units: `capacity: {min: 0.5, max: 4}` instead of `instance_class`.",
    )
