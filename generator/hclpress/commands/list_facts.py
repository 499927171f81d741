"""hclpress facts: list the facts of an environment with their kinds, and the uses that its instances permit."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.model.environment_spec import EnvironmentSpec
from hclpress.module.facts import Fact, Output
from hclpress.module.grantable import permitted_uses
from hclpress.pipeline import validated
from hclpress.project.project import Project
from hclpress.source.nearest import nearest
from hclpress.spec.origin import InstanceOrigin
from hclpress.ui.console import Console
from hclpress.wiring.given_facts import given_facts


def list_facts(console: Console, project: Project, wanted: str, instance: str | None) -> int:
    """List every fact that `{from: …}` may name, and everything that `uses` may name.

    Args:
        console: the console to print to.
        project: the project of the environment.
        wanted: the environment.
        instance: the instance to list; None for all.

    Returns:
        0.

    Raises:
        Diagnosed: when the spec has a problem, or no such instance.
    """
    spec = validated(project.environment(wanted), project.catalog)
    names = tuple(spec.sites) if instance is None else (_known(instance, spec),)
    given = [
        (Fact(name, one.name), one)
        for name in names
        for one in sorted(given_facts(spec, name).values(), key=lambda one: one.name)
    ]
    console.table(
        ("Fact", "Kind", "Type", "Output of the root", "Meaning"),
        (
            (str(fact), one.fact_kind or "", one.type, ", ".join(_exported(fact, one, spec)), one.description)
            for fact, one in given
        ),
    )
    uses = [use for name in names for use in permitted_uses(name, spec.sites[name])]
    if uses:
        console.say("")
        console.table(
            ("Use", "Access", "Actions", "More actions"),
            ((one.resource, one.access, ", ".join(one.actions), ", ".join(one.more_actions)) for one in uses),
        )
    console.report(
        (),
        {
            "facts": [
                {
                    "fact": str(fact),
                    "kind": one.fact_kind,
                    "type": one.type,
                    "exported": list(_exported(fact, one, spec)),
                    "description": one.description,
                }
                for fact, one in given
            ],
            "uses": [
                {
                    "resource": one.resource,
                    "access": one.access,
                    "actions": list(one.actions),
                    "more_actions": list(one.more_actions),
                }
                for one in uses
            ],
        },
    )
    return 0


def _known(instance: str, spec: EnvironmentSpec) -> str:
    if instance in spec.sites:
        return instance
    guess = nearest(instance, spec.sites)
    meant = f"Did you mean `{guess}`? " if guess else ""
    there_is = f"{meant}Instances: {', '.join(spec.sites) or 'none'}."
    raise Diagnosed([Diagnostic("spec/no-such-instance", f"There is no instance {instance!r}", there_is)])


def _exported(fact: Fact, output: Output, spec: EnvironmentSpec) -> Iterator[str]:
    """Yield the names under which the root module outputs a fact."""
    chosen = spec.environment.outputs
    if chosen is not None:
        yield from sorted(name for name, reference in chosen.items() if reference == str(fact))
    elif output.exported and spec.placements[fact.instance].origin in (InstanceOrigin.MADE, InstanceOrigin.PLAIN):
        yield fact.label
