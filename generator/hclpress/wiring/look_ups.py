"""Look-ups of the root module: those that something reads, each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import structs

from hclpress.diagnostics import Diagnostic
from hclpress.hcl.expression import Expr
from hclpress.model.environment_spec import EnvironmentSpec
from hclpress.model.stack import FoundInstance
from hclpress.module.look_up import LookUp


def look_ups_read(look_ups: tuple[LookUp, ...], values: list[Expr]) -> Iterator[LookUp]:
    """Yield the look-ups that a value reads, and those that such a look-up reads itself."""
    expressions: list[str] = list(values)
    for one in reversed(look_ups):
        # A look-up reads only those before it.
        if any(one.is_read_by(expression) for expression in expressions):
            expressions += one.expressions
    yield from (one for one in look_ups if any(one.is_read_by(expression) for expression in expressions))


def look_ups_once(found: Iterable[FoundInstance]) -> tuple[FoundInstance, ...]:
    """Return the instances, each look-up with the first that reads it: several may read one state."""
    found = tuple(found)
    answers: dict[str, dict[str, object]] = {}
    for look_up in (each for one in found for each in one.look_ups):
        answers.setdefault(look_up.address, {}).update(look_up.answers)
    return tuple(
        structs.replace(
            one,
            look_ups=tuple(
                structs.replace(each, answers=answers.pop(each.address))
                for each in one.look_ups
                if each.address in answers
            ),
        )
        for one in found
    )


def look_up_problems(spec: EnvironmentSpec, existing: Iterable[FoundInstance]) -> Iterator[Diagnostic]:
    """Yield a problem for each look-up whose label two instances would give to different ones."""
    holders: dict[str, tuple[str, LookUp]] = {}
    for instance in existing:
        for look_up in instance.look_ups:
            holder, other = holders.setdefault(look_up.address, (instance.name, look_up))
            if holder != instance.name and look_up.arguments != other.arguments:
                yield Diagnostic(
                    "spec/look-up-twice",
                    f"{holder} and {instance.name} would both have the look-up {look_up.address}",
                    "The label follows from the name of the instance and of its part. Rename one of the two.",
                    spec.place(instance.name),
                )
