"""The stack of module instances of an environment."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from hclpress.aws.resource_facts import KNOWN, ResourceFacts
from hclpress.contract_calls.method_calls import every, mapping
from hclpress.hcl.expression import Expr
from hclpress.hcl.identifier import identifier
from hclpress.model.environment_spec import EnvironmentSpec, SharedInstance
from hclpress.model.published_facts import PublishedFact, parameter_prefix
from hclpress.module.connection import Connection
from hclpress.module.existing import Existing
from hclpress.module.facts import ACCOUNT, Fact, Output
from hclpress.module.look_up import LookUp
from hclpress.module.module import Module
from hclpress.module.plain_terraform import PlainTerraform
from hclpress.module.proof import Proof
from hclpress.module.site import Site
from hclpress.module.stand_in import stand_in
from hclpress.module.stand_in_resource import StandInResource
from hclpress.spec.environment import Environment


class Wire(Struct, frozen=True):
    """One input of an instance, bound to a fact.

    Attributes:
        name: the variable inside the module.
        type: its Terraform type.
        description: a sentence, taken from the output it is bound to.
        fact: the instance and output that provide the value.
        value: the expression that the root module passes.
    """

    name: str
    type: Expr
    description: str
    fact: Fact
    value: Expr


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


class Interface(Struct, frozen=True):
    """All that a module declares to whoever calls it. Equal interfaces are written as equal files.

    Attributes:
        wires: the inputs that the root module binds to facts.
        variables: the values users provide.
        outputs: the outputs.
        provider: the constraint of the AWS provider's version.
        configuration_aliases: the aliases that its `required_providers` must declare.
    """

    wires: tuple[Wire, ...]
    variables: tuple[RootVariable, ...]
    outputs: tuple[Output, ...]
    provider: str
    configuration_aliases: tuple[Expr, ...]


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
        """The module's path or address, as the root module writes it."""
        settings = self.settings
        if isinstance(settings, PlainTerraform) and settings.folder is None:
            return settings.source
        return f"./modules/{self.name}"

    @property
    def version(self) -> str | None:
        """The version of a module from a registry; None for any other."""
        return self.settings.version if isinstance(self.settings, PlainTerraform) else None

    @property
    def arguments(self) -> tuple[tuple[str, object], ...]:
        """The arguments of its call in the root module."""
        if isinstance(self.settings, PlainTerraform):
            return tuple(self.settings.arguments({wire.name: wire.value for wire in self.wires}))
        return (
            *((wire.name, wire.value) for wire in self.wires),
            *((variable.inner, variable.value) for variable in self.variables),
        )

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
        facts = [(wire.name, stand_in(wire.name, wire.type, self.site.region)) for wire in self.wires]
        return (*facts, *((variable.inner, "stand-in") for variable in self.variables))

    @property
    def interface(self) -> Interface:
        """The declarations of its module."""
        aliases = tuple(Expr(f"aws.{alias}") for alias in self.aliases)
        return Interface(self.wires, self.variables, self.outputs, self.site.environment.providers.aws, aliases)


class RootOutput(Struct, frozen=True):
    """An output of the root module, for people and tools after an apply.

    Attributes:
        name: its name.
        fact: the instance and output that provide the value.
        description: a sentence.
        sensitive: whether Terraform must not print it.
        value: the expression in the root module.
    """

    name: str
    fact: Fact
    description: str
    sensitive: bool
    value: Expr


class FoundInstance(Struct, frozen=True):
    """An instance that is not made here, as the root module finds it.

    Attributes:
        name: its name in the spec.
        module: its module type.
        site: its place and its settings.
        look_ups: its look-ups that something reads.
        is_extended: whether something is made on it.
        shared: the environment that makes it; None if it exists already.
        is_connected: whether rules are made for its security group.
    """

    name: str
    module: str
    site: Site
    look_ups: tuple[LookUp, ...]
    is_extended: bool
    shared: SharedInstance | None = None
    is_connected: bool = False

    @property
    def comment(self) -> str:
        """The comment above its look-ups."""
        if self.shared is not None:
            return f"{self.name} belongs to {self.shared.producer.address}, which publishes these facts."
        made = [f"modules/{self.name} holds the additions to it"] if self.is_extended else []
        made += ["connections.tf the rules for its security group"] if self.is_connected and made else []
        made += ["connections.tf adds rules to its security group"] if self.is_connected and not made else []
        said = f"{self.name} exists already, and {', '.join(made) or 'nothing here changes it'}."
        note = self.site.neighbours[self.name].note
        return f"{said} {note}" if note else said

    @property
    def required(self) -> tuple[str, ...]:
        """Phrases for each thing that must be there already, apart from the instance itself."""
        if self.shared is not None:
            return (f"{self.shared.producer.address} is applied",)
        settings = self.site.neighbours[self.name]
        return every(str, settings.required, self.site) if isinstance(settings, Existing) else ()

    @property
    def stand_ins(self) -> tuple[StandInResource, ...]:
        """The resources that a rehearsal makes in its place; none for an instance that another environment makes."""
        settings = self.site.neighbours[self.name]
        if self.shared is not None or not isinstance(settings, Existing):
            return ()
        return every(StandInResource, settings.stand_ins, self.site)

    @property
    def unchecked(self) -> tuple[str, ...]:
        """Phrases for each check that is left out because nobody tells a fact."""
        settings = self.site.neighbours[self.name]
        return every(str, settings.unchecked, self.site) if isinstance(settings, Existing) else ()

    @property
    def provider(self) -> Expr | None:
        """The aliased provider of its region; None for the environment's own."""
        return provider_of(self.site.region, self.site.environment.region)


class Stack(Struct, frozen=True):
    """The instances of an environment in order of dependence, and the additions of the root module.

    Attributes:
        spec: the spec it was wired from.
        instances: each after those it takes facts from.
        connections: the allowed network connections between instances.
        outputs: of the root module, alphabetical.
        published: the facts that other environments may use.
        found: the instances that are not made here and that something here uses, in the order of the spec. Those on
            which something is made are among `instances` too.
    """

    spec: EnvironmentSpec
    instances: tuple[Instance, ...]
    connections: tuple[Connection, ...]
    outputs: tuple[RootOutput, ...]
    found: tuple[FoundInstance, ...] = ()
    published: tuple[PublishedFact, ...] = ()

    @property
    def look_ups(self) -> tuple[LookUp, ...]:
        """The look-ups of the root module."""
        return tuple(look_up for one in self.found for look_up in one.look_ups)

    @property
    def parameter_prefix(self) -> str:
        """The beginning of the names of the parameters with the facts that other environments may use."""
        return parameter_prefix(self.spec)

    @property
    def published_by_instance(self) -> tuple[tuple[str, tuple[PublishedFact, ...]], ...]:
        """The facts that other environments may use, each instance with its own."""
        names = dict.fromkeys(fact.instance for fact in self.published)
        return tuple((name, tuple(fact for fact in self.published if fact.instance == name)) for name in names)

    @property
    def shares_by_state(self) -> bool:
        """Whether other environments read the facts from the state."""
        return self.environment.exchange == "state"

    @property
    def asks_for_account(self) -> bool:
        """Whether the root module must ask AWS for the account."""
        values = [wire.value for one in self.instances for wire in one.wires]
        values += [one.value for one in self.outputs]
        values += [argument for look_up in self.look_ups for argument in look_up.expressions]
        return any(ACCOUNT.expression in value for value in values)

    @property
    def environment(self) -> Environment:
        """The settings at the top of the spec."""
        return self.spec.environment

    @property
    def resource_facts(self) -> ResourceFacts:
        """Facts about types of resources: those that hclpress knows, and those that the modules declare."""
        return KNOWN.with_those_of(one.settings.resource_facts for one in self.instances)

    @property
    def stand_ins(self) -> tuple[StandInResource, ...]:
        """The resources that a rehearsal makes in place of what exists already."""
        return tuple(stand_in for one in self.found for stand_in in one.stand_ins)

    @property
    def replicas(self) -> Mapping[str, tuple[Instance, ...]]:
        """The instances by the name that the spec declares. The first of several is the one that this name means."""
        found: dict[str, list[Instance]] = {}
        for one in self.instances:
            found.setdefault(self.spec.placements[one.name].declared_name, []).append(one)
        return {name: tuple(sorted(ones, key=lambda one: one.name != name)) for name, ones in found.items()}

    @property
    def plain(self) -> frozenset[str]:
        """The names of the instances of plain Terraform, whose style is not ours to judge."""
        return frozenset(one.name for one in self.instances if isinstance(one.settings, PlainTerraform))

    @property
    def other_regions(self) -> tuple[str, ...]:
        """The regions that need a provider alias, sorted."""
        regions = {one.site.region for one in self.instances}
        regions |= {region for one in self.instances for region in one.aliases.values()}
        regions |= {one.site.region for one in self.found if one.look_ups}
        return tuple(sorted(regions - {self.environment.region}))


def provider_of(region: str, home: str) -> Expr | None:
    """Return the root module's provider for a region; None for the environment's own, which has no alias."""
    return None if region == home else Expr(f"aws.{identifier(region)}")
