"""The functions an API calls: instances of the module `lambda`, whose own class no import statement can name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Protocol

from pydantic import Field

from hclpress.hcl.identifier import identifier
from hclpress.hcl.values import Expr
from hclpress.module.facts import Fact, Input
from hclpress.module.module import Module
from hclpress.module.problem import Problem
from hclpress.module.site import Site
from hclpress.module.uses import input_name
from hclpress.source.document import SpecPath
from hclpress.source.nearest import nearest

FunctionName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$", max_length=105)]
"""A function as `instance.function`."""


class Function(Protocol):
    """What an API needs to know of a function."""

    @property
    def alias(self) -> str | None:
        """The alias it is called by."""


def functions_of(instance: Module) -> Mapping[str, Function] | None:
    """The functions of an instance by name; None for a module that has none."""
    functions: Mapping[str, Function] | None = getattr(instance, "functions", None)
    return functions


def function_problems(name: str, site: Site, path: SpecPath) -> Iterator[Problem]:
    """A function that is not there, or too far away. `path` is where it is named."""
    instance, _, item = name.partition(".")
    holder = site.neighbours.get(instance)
    functions = None if holder is None else functions_of(holder)
    if functions is None:
        holders = [other for other, one in site.neighbours.items() if functions_of(one) is not None]
        guess = nearest(instance, holders)
        known = f"There is: {', '.join(holders)}." if holders else "The environment has no instance of module lambda."
        yield Problem(
            path,
            "no-such-function",
            f"No instance with functions is called {instance!r}",
            f"{f'Did you mean `{guess}.{item}`? ' if guess else ''}{known}",
        )
    elif item not in functions:
        guess = nearest(item, functions)
        yield Problem(
            path,
            "no-such-function",
            f"{instance} has no function {item!r}",
            f"{f'Did you mean `{instance}.{guess}`? ' if guess else ''}It has: {', '.join(functions)}.",
        )
    elif site.of(instance).region != site.region:
        yield Problem(
            path,
            "function-of-another-region",
            f"{name} lies in {site.of(instance).region}",
            f"The API lies in {site.region} and calls functions there. Give both the same `region`.",
        )


def alias_of(name: str, site: Site) -> str | None:
    """The alias a function is called by, if it has one."""
    instance, _, item = name.partition(".")
    functions = functions_of(site.neighbours[instance])
    return functions[item].alias if functions else None


def name_of(name: str, site: Site) -> str:
    """What Lambda calls a function, with its alias."""
    instance, _, item = name.partition(".")
    called = site.neighbours[instance].names(site.of(instance))[f"{identifier(item)}_function"]
    return ":".join(filter(None, (called, alias_of(name, site))))


def _fact(name: str, which: str) -> Fact:
    instance, _, item = name.partition(".")
    return Fact(instance, f"{identifier(item)}_{which}")


def function_inputs(name: str, path: SpecPath) -> Iterator[Input]:
    """The facts an API needs of a function."""
    for which in ("function_name", "invoke_arn"):
        fact = _fact(name, which)
        yield Input(input_name(fact), fact, path=path)


def invoke_arn(name: str) -> Expr:
    """What an integration calls."""
    return Expr(f"var.{input_name(_fact(name, 'invoke_arn'))}")


def function_name(name: str) -> Expr:
    """What a permission is about."""
    return Expr(f"var.{input_name(_fact(name, 'function_name'))}")
