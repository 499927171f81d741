"""The functions an API calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field

from hclpress.hcl import Expr
from hclpress.module import (
    CalledFunction,
    Fact,
    FunctionHolder,
    Input,
    Module,
    Problem,
    Site,
    SpecPath,
    identifier,
    input_name,
    nearest,
)

FunctionName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$", max_length=105)]
"""A function as `instance.function`."""


def functions_of(instance: Module) -> Mapping[str, CalledFunction] | None:
    """The functions of an instance by name; None for a module that has none."""
    return instance.functions if isinstance(instance, FunctionHolder) else None


def function_problems(name: str, site: Site, path: SpecPath) -> Iterator[Problem]:
    """Report a function that does not exist or lies in another region. `path` is the place that names it."""
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
    """The name of a function in Lambda, with its alias."""
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
    """The function in the form an integration calls it."""
    return Expr(f"var.{input_name(_fact(name, 'invoke_arn'))}")


def function_name(name: str) -> Expr:
    """The function in the form a permission names it."""
    return Expr(f"var.{input_name(_fact(name, 'function_name'))}")
