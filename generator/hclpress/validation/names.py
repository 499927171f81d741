"""Names of resources: held against the rules of AWS and against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from hclpress.diagnostics import Diagnostic
from hclpress.model.environment_spec import EnvironmentSpec
from hclpress.module.name import Name
from hclpress.source.cursor import Cursor

Names: TypeAlias = Mapping[str, Mapping[str, Name]]
"""Every name of every instance, by the roles that templates know them under."""


def name_problems(spec: EnvironmentSpec, names: Names) -> Iterator[Diagnostic]:
    """Names that AWS refuses, and names that two resources would have."""
    taken: dict[tuple[str, str, str], tuple[str, str]] = {}
    for instance, of_instance in names.items():
        site = spec.sites[instance]
        for role, name in of_instance.items():
            complaint = name.rule.complaint(name)
            if complaint:
                yield _bad_name(spec, instance, name, complaint)
            place = "" if name.rule.everywhere else site.region
            holder = taken.setdefault((name.resource, place, str(name)), (instance, role))
            if holder != (instance, role):
                yield Diagnostic(
                    "spec/name-twice",
                    f"Two resources would have the name {str(name)!r}",
                    f"The {name.resource} `{holder[1]}` of {holder[0]} has that name already. Rename one of them.",
                    spec.place(instance, name.path),
                )


def unused_names(spec: EnvironmentSpec, names: Names) -> Iterator[Diagnostic]:
    """Entries of `names` without effect: a typing error there would replace every resource of that name."""
    carried = {str(name) for of_instance in names.values() for name in of_instance.values()}
    for made, kept in spec.environment.names.items():
        if kept not in carried:
            yield Diagnostic(
                "spec/name-of-nothing",
                f"No resource would have the name {made!r}",
                f"So no resource keeps the name {kept!r}. Write the whole name that the pattern gives, "
                "or remove the line.",
                Cursor(spec.document, ("names", made)).key_span,
            )


def _bad_name(spec: EnvironmentSpec, instance: str, name: Name, complaint: str) -> Diagnostic:
    pattern = Cursor(spec.document, ("naming",))
    return Diagnostic(
        "spec/name-not-allowed",
        f"AWS would refuse the name {str(name)!r}",
        f"It names an {name.resource}. {complaint} The naming pattern is {spec.environment.naming} "
        f"({pattern.span if pattern.node else 'the default'}); "
        "shorten `project`, `suffix`, or the name itself.",
        spec.place(instance, name.path),
    )
