"""Hosts that a program is told and cannot connect to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from hclpress.contract_calls.method_calls import every
from hclpress.module.existing import Existing
from hclpress.module.fact_references import FactReference, reference_inputs
from hclpress.module.facts import Fact, Output
from hclpress.module.problem import Problem
from hclpress.module.site import Site
from hclpress.module.uses import Use
from hclpress.source.document import SpecPath


def unreachable_host_problems(
    values: Mapping[str, str | FactReference], uses: Collection[str | Use], site: Site, path: SpecPath
) -> Iterator[Problem]:
    """Yield a warning for each variable with the host of an instance that lets only its users connect.

    Args:
        values: the environment variables.
        uses: the uses of the program.
        site: the site of its instance.
        path: the place of the variables.
    """
    used = {(use if isinstance(use, str) else use.resource).partition(".")[0] for use in uses}
    for variable, value in values.items():
        for needed in reference_inputs(value, (*path, variable)):
            instance = needed.fact.instance
            if instance in used or not _is_host_for_users(needed.fact, site):
                continue
            yield Problem.warning(
                (*path, variable),
                "host-out-of-reach",
                f"`{variable}` names a host that lets nobody in",
                f"{instance} accepts connections from its users and from the networks of its `connect_from` only. Add "
                f"{instance} to `uses`: the connection follows from it.",
            )


def _is_host_for_users(fact: Fact, site: Site) -> bool:
    """Whether a fact is the host of an instance to which nobody else can connect."""
    if isinstance(site.neighbours.get(fact.instance), Existing | None):
        # Nothing tells whom an instance that exists already lets in.
        return False
    listener = site.listener_of(fact.instance)
    if listener is None or listener.admits_networks:
        return False
    outputs = every(Output, site.neighbours[fact.instance].outputs, site.of(fact.instance))
    return any(one.name == fact.output and one.fact_kind == "host" for one in outputs)
