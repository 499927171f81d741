"""Functions that another instance calls, named as `instance.function`."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field

from hclpress.module.module import Module
from hclpress.module.problem import Problem
from hclpress.module.protocols import CalledFunction, FunctionHolder
from hclpress.module.site import Site
from hclpress.source.document import SpecPath
from hclpress.source.nearest import nearest

FunctionName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$", max_length=105)]
"""A function as `instance.function`."""


def functions_of(instance: Module) -> Mapping[str, CalledFunction] | None:
    """Return the functions of an instance by name; None for a module that has none."""
    return instance.functions if isinstance(instance, FunctionHolder) else None


def function_problems(name: str, site: Site, path: SpecPath, caller: str) -> Iterator[Problem]:
    """Yield a problem for a function that does not exist or lies in another region.

    Args:
        name: the function.
        site: the site of the instance that calls it.
        path: the place that names it.
        caller: a phrase for what calls it, such as `The API`.
    """
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
            f"{caller} lies in {site.region} and calls functions there. Give both the same `region`.",
        )


def function_alias(name: str, site: Site) -> str | None:
    """Return the alias that a function is called by, if it has one.

    Args:
        name: the function, which exists.
        site: the site of the instance that calls it.
    """
    instance, _, item = name.partition(".")
    functions = functions_of(site.neighbours[instance])
    return functions[item].alias if functions else None
