"""What an instance makes use of: from one line in a spec follow its permissions, its inputs and its connections.

`uses: [database, {resource: tables.orders, access: read}]` names an instance, or an item of one behind a dot. The used
module says what that permits (`grants`) and where it listens (`listener`); the using one writes it into its role and
its security group. Environment values and secrets name single facts: `{from: database.endpoint}`.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Annotated

from msgspec import Struct
from pydantic import Discriminator, Field, Tag

from hclpress.contracts.calls import every
from hclpress.hcl.values import Expr
from hclpress.module.connection import Connection
from hclpress.module.facts import Fact, Input
from hclpress.module.grant import Grant
from hclpress.module.problem import Problem
from hclpress.module.site import Site
from hclpress.source.document import SpecPath
from hclpress.source.nearest import nearest
from hclpress.spec.fields import KeyArn
from hclpress.spec.settings import Settings


class Use(Settings):
    """One thing that is made use of."""

    resource: str
    """An instance, or an item of one: `tables.orders`."""
    access: str = "full"
    """How much of it: `read`, `write` or `full`."""
    actions: tuple[Annotated[str, Field(pattern=r"^[A-Z][A-Za-z]+$")], ...] = ()
    """Just these of the actions that `access` would permit, without their service: `[GetItem, PutItem]`."""


class FromFact(Settings):
    """A value that only AWS decides."""

    fact: Annotated[str, Field(alias="from", pattern=r"^[a-z][a-z0-9-]*\.[a-z][a-z0-9_]*$")]
    """The fact, as `instance.output`."""

    @property
    def source(self) -> Fact:
        """The fact itself."""
        instance, _, output = self.fact.partition(".")
        return Fact(instance, output)

    @property
    def input_name(self) -> str:
        """The variable it arrives in."""
        return input_name(self.source)


def text_or_mapping(value: object) -> str:
    """Which of the two forms a value has, for pydantic to choose the member of a union by."""
    return "mapping" if isinstance(value, (Mapping, Settings)) else "text"


UseEntry = Annotated[Annotated[str, Tag("text")] | Annotated[Use, Tag("mapping")], Discriminator(text_or_mapping)]
EnvironmentValue = Annotated[
    Annotated[str, Field(max_length=4096), Tag("text")] | Annotated[FromFact, Tag("mapping")],
    Discriminator(text_or_mapping),
]
KeyReference = Annotated[
    Annotated[KeyArn, Tag("text")] | Annotated[FromFact, Tag("mapping")], Discriminator(text_or_mapping)
]
"""A KMS key: its ARN, or the fact that is it."""
VariableName = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
"""Names of environment variables."""


class Statement(Struct, frozen=True):
    """An IAM statement as a template writes it.

    Attributes:
        sid: its id.
        actions: what it permits.
        resources: ARNs, as expressions over the module's own variables.
    """

    sid: str
    actions: tuple[str, ...]
    resources: tuple[Expr, ...]


def input_name(fact: Fact) -> str:
    """The variable for a fact whose instance the spec names itself, as in `uses` and `{from: …}`.

    What a module needs by its own nature has a name by its role there instead (docs/decisions/0015).
    """
    return fact.label


def environment_expression(value: str | FromFact) -> str | Expr:
    """What stands behind an environment variable: the text, or the variable the fact arrives in."""
    return Expr(f"var.{value.input_name}") if isinstance(value, FromFact) else value


def fact_inputs(values: Mapping[str, str | FromFact], path: SpecPath) -> Iterator[Input]:
    """The inputs that environment values ask for. `path` is where `values` stand."""
    for name, value in values.items():
        if isinstance(value, FromFact):
            yield Input(value.input_name, value.source, path=(*path, name))


def use_problems(uses: Iterable[str | Use], site: Site, path: SpecPath) -> Iterator[Problem]:
    """Each use of something that is not there, or that cannot be used like that."""
    for index, use in enumerate(uses):
        entry = _expanded(use)
        instance, _ = _target(entry)
        place = (*path, index, "resource") if isinstance(use, Use) else (*path, index)
        if instance not in site.neighbours or instance == site.instance:
            others = [name for name in site.neighbours if name != site.instance]
            guess = nearest(instance, others)
            meant = f"Did you mean `{guess}`? " if guess else ""
            yield Problem(
                place,
                "no-such-use",
                f"No other instance is called {instance!r}",
                f"{meant}There is: {', '.join(others)}.",
            )
            continue
        try:
            _grants(entry, site)
        except LookupError as error:
            yield Problem(place, "cannot-be-used", f"{entry.resource!r} cannot be used like this", str(error.args[0]))


def use_statements(uses: Iterable[str | Use], site: Site) -> tuple[Statement, ...]:
    """The statements a role needs for what is used, in the order of the spec; equal actions share one statement.

    Where two statements bear the same id, the later one gets a number, since a policy takes each id once.
    """
    merged: dict[tuple[str, ...], Statement] = {}
    for use in map(_expanded, uses):
        instance, _ = _target(use)
        for grant in _grants(use, site):
            resources = tuple(
                _resource(input_name(Fact(instance, output)), behind) for output, behind in grant.all_resources
            )
            before = merged.get(grant.actions)
            if before is not None:
                resources = tuple(dict.fromkeys((*before.resources, *resources)))
            sid = before.sid if before else _free_sid(grant.sid, {one.sid for one in merged.values()})
            merged[grant.actions] = Statement(sid, grant.actions, resources)
    return tuple(merged.values())


def use_inputs(uses: Iterable[str | Use], site: Site, path: SpecPath) -> Iterator[Input]:
    """The facts those statements speak of. `path` is where `uses` stand."""
    for index, use in enumerate(map(_expanded, uses)):
        instance, _ = _target(use)
        for grant in _grants(use, site):
            for output, _ in grant.all_resources:
                fact = Fact(instance, output)
                yield Input(input_name(fact), fact, path=(*path, index))


def use_connections(uses: Iterable[str | Use], site: Site, group: Fact, name: str) -> Iterator[Connection]:
    """The connections to whatever is used and listens on a port.

    Args:
        uses: what is used.
        site: where the using instance stands.
        group: the security group connections come from.
        name: what the using side is called.
    """
    for instance, _ in map(_target, map(_expanded, uses)):
        listener = site.listener_of(instance)
        if listener is not None:
            yield Connection(group, listener.security_group, name, instance, listener.port)


def _free_sid(sid: str, taken: set[str]) -> str:
    numbered = (f"{sid}{number}" for number in itertools.count(2))
    return next(one for one in itertools.chain((sid,), numbered) if one not in taken)


def _expanded(use: str | Use) -> Use:
    return use if isinstance(use, Use) else _full(use)


@lru_cache(maxsize=1024)
def _full(resource: str) -> Use:
    return Use(resource=resource)


def _target(use: Use) -> tuple[str, str | None]:
    instance, _, item = use.resource.partition(".")
    return instance, item or None


def _grants(use: Use, site: Site) -> tuple[Grant, ...]:
    """What one use permits.

    Raises:
        LookupError: with a sentence for people, where it cannot be used like that.
    """
    instance, item = _target(use)
    grants = every(Grant, site.neighbours[instance].grants, item, use.access, site.of(instance))
    if use.actions:
        return (grants[0].narrowed(use.actions), *grants[1:])
    return grants


def _resource(variable: str, behind: str) -> Expr:
    return Expr(f'"${{var.{variable}}}{behind}"' if behind else f"var.{variable}")
