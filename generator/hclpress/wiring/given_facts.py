"""Facts that an instance gives, by its origin: outputs of its module here, or expressions of the root module."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from hclpress.contract_calls.faults import definition
from hclpress.contract_calls.method_calls import every, single
from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.hcl.expression import Expr
from hclpress.model.environment_spec import EnvironmentSpec, SharedInstance
from hclpress.model.published_facts import PublishedFact, facts_elsewhere, publish
from hclpress.module.existing import Existing, Found
from hclpress.module.facts import Fact, Output


def given_facts(spec: EnvironmentSpec, name: str) -> dict[str, Output]:
    """Return every fact that an instance gives, by its name.

    Args:
        spec: the spec of the environment.
        name: the instance.
    """
    return module_outputs(spec, name) | facts_by_name(found_facts(spec, name))


def module_outputs(spec: EnvironmentSpec, name: str) -> dict[str, Output]:
    """Return the facts of an instance that its module here gives, by their names."""
    if name in spec.shared:
        return {}
    settings = spec.settings(name)
    given = every(Output, settings.outputs, spec.sites[name])
    outputs = {output.name: output for output in given}
    twice = [one.name for one in given if outputs[one.name] != one]
    if twice:
        raise Diagnosed(named_twice(one, "output", settings.outputs) for one in twice)
    return outputs


def found_facts(spec: EnvironmentSpec, name: str) -> Found:
    """Return the facts of an instance that the root module knows by itself, and their look-ups."""
    shared = spec.shared.get(name)
    if shared is not None:
        return facts_elsewhere(name, shared, _outputs_elsewhere(shared))
    settings = spec.settings(name)
    return single(Found, settings.found, spec.sites[name]) if isinstance(settings, Existing) else Found(())


def facts_by_name(found: Found) -> dict[str, Output]:
    """Return facts by their names."""
    return {one.name: one for one in found.facts}


def published_facts(
    spec: EnvironmentSpec, given: Mapping[str, Mapping[str, Output]], in_root: Mapping[Fact, Expr]
) -> Iterator[PublishedFact]:
    """Yield the facts that other environments may use; what Terraform must not print is none of them.

    Args:
        spec: the spec of the environment that shares them.
        given: every fact of each instance, by its name.
        in_root: the expressions of those that the root module knows by itself.
    """
    for name in spec.environment.shares:
        for output in sorted(given[name].values(), key=lambda one: one.name):
            if not output.sensitive:
                fact = Fact(name, output.name)
                yield publish(name, output, in_root.get(fact) or fact.expression)


def _outputs_elsewhere(shared: SharedInstance) -> dict[str, Output]:
    """The facts of an instance in the environment that makes it, without those that nobody may read."""
    given = given_facts(shared.producer, shared.instance)
    return {name: one for name, one in sorted(given.items()) if not one.sensitive}


def named_twice(name: str, what: str, method: Callable[..., object]) -> Diagnostic:
    """Return the error for two outputs or variables of one name that a contract gives.

    Args:
        name: the name.
        what: `output` or `variable`.
        method: the method that gives them.
    """
    return Diagnostic(
        f"module/{what}-twice",
        f"`{what}s` gives two {what}s with the name {name!r}",
        f"Terraform refuses a second {what} of one name in a module. Give each a name of its own.",
        definition(method),
    )
