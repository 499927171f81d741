"""The functions an API calls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count

from msgspec import Struct

from hclpress.hcl import Expr
from hclpress.module import (
    Fact,
    FunctionHolder,
    Input,
    Problem,
    Site,
    SpecPath,
    function_alias,
    functions_of,
    identifier,
)

# API Gateway Developer Guide, "Quotas for configuring and running an HTTP API": the longest integration. A REST API
# ends one second earlier, unless the account has more.
LONGEST_CALL = 30


def timeout_problems(name: str, site: Site, path: SpecPath) -> Iterator[Problem]:
    """Warn about a function that may outlast the call of an API. `path` is the place that names it."""
    instance, _, item = name.partition(".")
    functions = functions_of(site.neighbours[instance]) if instance in site.neighbours else None
    timeout = functions[item].timeout if functions and item in functions else None
    if timeout is not None and timeout > LONGEST_CALL:
        yield Problem.warning(
            path,
            "function-outlasts-call",
            f"{name} may work for {timeout} seconds, and its callers wait for {LONGEST_CALL} at most",
            f"API Gateway then answers 504. Set a `timeout` of {LONGEST_CALL} seconds or less at the function, or "
            "answer at once and let another function do the work.",
        )


def name_of(name: str, site: Site) -> str:
    """The name of a function in Lambda, with its alias."""
    instance, _, item = name.partition(".")
    called = site.neighbour(instance, FunctionHolder).called_name(item, site.of(instance))
    return ":".join(filter(None, (called, function_alias(name, site))))


class Callee(Struct, frozen=True):
    """A function as the variables of an API bear it.

    Attributes:
        instance: the instance that holds the function.
        item: its name there.
        label: the beginning of its variables.
    """

    instance: str
    item: str
    label: str

    def inputs(self, path: SpecPath) -> Iterator[Input]:
        """The facts an API needs of the function. `path` is the place that names it."""
        for which in ("function_id", "invoke_arn"):
            yield Input(f"{self.label}_{which}", Fact(self.instance, f"{identifier(self.item)}_{which}"), path=path)

    @property
    def invoke_arn(self) -> Expr:
        """The function in the form an integration calls it."""
        return Expr(f"var.{self.label}_invoke_arn")

    @property
    def function_name(self) -> Expr:
        """The function in the form a permission names it."""
        return Expr(f"var.{self.label}_function_id")


def callees_of(names: Iterable[str]) -> Mapping[str, Callee]:
    """The functions an API calls, by `instance.function`.

    Each bears its own name, and its instance's in front where functions of several instances share one. What is taken
    even so gets a number.
    """
    called = sorted({tuple(name.split(".")) for name in names})
    bearers = Counter(item for _, item in called)
    taken: set[str] = set()
    callees: dict[str, Callee] = {}
    for instance, item in sorted(called, key=lambda one: bearers[one[1]]):
        own, full = identifier(item), identifier(f"{instance}_{item}")
        numbered = (f"{full}_{number}" for number in count(2))
        label = next(one for one in chain(() if bearers[item] > 1 else (own,), (full,), numbered) if one not in taken)
        taken.add(label)
        callees[f"{instance}.{item}"] = Callee(instance, item, label)
    return callees
