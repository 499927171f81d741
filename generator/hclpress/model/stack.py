"""The stack of module instances of an environment."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from hclpress.aws.arn import stand_in_arn
from hclpress.aws.resource_facts import KNOWN, ResourceFacts
from hclpress.contract_calls.method_calls import every, mapping
from hclpress.hcl.expression import Expr
from hclpress.hcl.identifier import identifier
from hclpress.model.environment_spec import EnvironmentSpec
from hclpress.module.connection import Connection
from hclpress.module.facts import ACCOUNT, Fact, Output
from hclpress.module.module import Module
from hclpress.module.proof import Proof
from hclpress.module.site import Site
from hclpress.spec.environment import Environment


class Wire(Struct, frozen=True):
    """One input of an instance, bound to a fact.

    Attributes:
        name: the variable inside the module.
        type: its Terraform type.
        description: a sentence, taken from the output it is bound to.
        fact: the instance and output that provide the value.
    """

    name: str
    type: Expr
    description: str
    fact: Fact

    @property
    def value(self) -> Expr:
        """The expression that the root module passes."""
        return self.fact.expression


class RootVariable(Struct, frozen=True):
    """A variable of the root module, passed on to one instance.

    Attributes:
        name: the name in the root module.
        inner: the name in the instance's module.
        description: a sentence.
        type: its Terraform type.
        ephemeral: whether Terraform must not store it after a run.
    """

    name: str
    inner: str
    description: str
    type: Expr
    ephemeral: bool

    @property
    def value(self) -> Expr:
        """The expression that the root module passes."""
        return Expr(f"var.{self.name}")


class Zip(Struct, frozen=True):
    """A zip file made of source code.

    Attributes:
        path: inside the module's folder, such as `packages/orders.zip`.
        content: its bytes, the same on every machine.
        hash: base64 of their SHA-256, as Lambda states it.
    """

    path: str
    content: bytes
    hash: str


class Instance(Struct, frozen=True):
    """One module instance with its inputs and outputs.

    Attributes:
        name: its name in the spec; its folder under `modules/`.
        module: the module type; the folder of its templates.
        site: its place and its settings.
        wires: its inputs, by name in alphabetical order.
        variables: the values users provide, by name in alphabetical order.
        zips: its packages by the names its templates use; empty until `pack` has made them.
        outputs: its outputs, by name in alphabetical order; only those that something reads.
    """

    name: str
    module: str
    site: Site
    wires: tuple[Wire, ...]
    variables: tuple[RootVariable, ...]
    zips: Mapping[str, Zip]
    outputs: tuple[Output, ...]

    @property
    def settings(self) -> Module:
        """Its settings."""
        return self.site.neighbours[self.name]

    @property
    def label(self) -> str:
        """The label of its `module` block in the root module."""
        return identifier(self.name)

    @property
    def source(self) -> str:
        """The module's path, as the root module writes it."""
        return f"./modules/{self.name}"

    @property
    def providers(self) -> tuple[tuple[str, Expr], ...]:
        """The providers passed to it, by the names its templates use; empty if the root's own is enough."""
        home = self.site.environment.region
        aliases = self.aliases
        if self.site.region == home and not aliases:
            return ()
        given = {"aws": self.site.region} | {f"aws.{alias}": region for alias, region in aliases.items()}
        return tuple((name, provider_of(region, home) or Expr("aws")) for name, region in given.items())

    @property
    def aliases(self) -> Mapping[str, str]:
        """The other regions the module itself works in, by alias."""
        return dict(sorted(mapping(str, self.settings.provider_aliases, self.site.environment).items()))

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """Its main facts; empty for a module that works in several regions by itself.

        `terraform validate` checks a test's module without the providers that the test passes (seen with 1.11.4), and
        reports the other region's as missing. `terraform test` would work.
        """
        return () if self.aliases else every(Proof, self.settings.proofs, self.site)

    @property
    def stand_ins(self) -> tuple[tuple[str, object], ...]:
        """Valid placeholder values for its variables, for a plan of the module alone."""
        facts = [(wire.name, _stand_in(wire.name, wire.type, self.site.region)) for wire in self.wires]
        return (*facts, *((variable.inner, "stand-in") for variable in self.variables))

    @property
    def configuration_aliases(self) -> tuple[Expr, ...]:
        """The aliases that the module's own `required_providers` must declare."""
        return tuple(Expr(f"aws.{alias}") for alias in self.aliases)


class RootOutput(Struct, frozen=True):
    """An output of the root module, for people and tools after an apply."""

    name: str
    fact: Fact
    description: str
    sensitive: bool

    @property
    def value(self) -> Expr:
        """The expression in the root module."""
        return self.fact.expression


class Stack(Struct, frozen=True):
    """The instances of an environment in order of dependence, and the additions of the root module.

    Attributes:
        spec: the spec it was wired from.
        instances: each after those it takes facts from.
        connections: the allowed network connections between instances.
        outputs: of the root module, alphabetical.
    """

    spec: EnvironmentSpec
    instances: tuple[Instance, ...]
    connections: tuple[Connection, ...]
    outputs: tuple[RootOutput, ...]

    @property
    def asks_for_account(self) -> bool:
        """Whether the root module must ask AWS for the account."""
        return any(wire.fact == ACCOUNT for one in self.instances for wire in one.wires)

    @property
    def environment(self) -> Environment:
        """The settings at the top of the spec."""
        return self.spec.environment

    @property
    def resource_facts(self) -> ResourceFacts:
        """Facts about types of resources: those that hclpress knows, and those that the modules declare."""
        return KNOWN.with_those_of(one.settings.resource_facts for one in self.instances)

    @property
    def other_regions(self) -> tuple[str, ...]:
        """The regions that need a provider alias, sorted."""
        regions = {one.site.region for one in self.instances}
        regions |= {region for one in self.instances for region in one.aliases.values()}
        return tuple(sorted(regions - {self.environment.region}))


def _stand_in(name: str, kind: str, region: str) -> object:
    if kind.startswith("list"):
        return [_stand_in(name.removesuffix("s"), "string", region)]
    if kind.startswith("map"):
        return {}
    if name.endswith("_arn"):
        return stand_in_arn(region, "stand-in")
    return "123456789012" if name == "account_id" else "stand-in"


def provider_of(region: str, home: str) -> Expr | None:
    """Return the root module's provider for a region; None for the environment's own, which has no alias."""
    return None if region == home else Expr(f"aws.{identifier(region)}")
