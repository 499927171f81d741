"""What a module promises: the settings it takes, the facts it needs and gives, and what follows from them.

A module is a folder of `modules_templates` with a `contract.py`, which holds one subclass of `Module`. Its fields are
the YAML a user writes. Its methods are asked by the stages, in this order: `problems` and `names` by specify,
`inputs`, `outputs` and `connections` by wire, `view` by render. All of them are pure.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal, Self, TypeVar

from msgspec import Struct
from pydantic import Field, GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from generator.hcl.values import Expr, encode, fragment
from generator.model.environment import Environment, Settings
from generator.model.fields import Region, Text
from generator.model.naming import NAME_RULES, Name

Path = tuple[str | int, ...]
_EACH = "\0each\0"
AnyModule = TypeVar("AnyModule", bound="Module")


class ReferenceTo(Struct, frozen=True):
    """Marks a field that names another instance of the environment.

    A required field of this kind, left out, is filled with the only instance of that module there is.

    Attributes:
        modules: the module types it may name; empty for any.
    """

    modules: tuple[str, ...] = ()

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Check the name against the environment's instances, which come as validation context."""

        def check(name: str, info: ValidationInfo) -> str:
            instances: Mapping[str, str] = (info.context or {}).get("instances", {})
            problem = self.complaint(name, instances)
            if problem:
                raise PydanticCustomError("reference", "{problem}", {"problem": problem})
            return name

        return core_schema.with_info_after_validator_function(check, handler(source))

    def complaint(self, name: str, instances: Mapping[str, str]) -> str | None:
        """Why `name` cannot stand here, or None when it can."""
        wanted = " or ".join(self.modules) or "module"
        fitting = sorted(known for known, module in instances.items() if not self.modules or module in self.modules)
        there_is = f"There is: {', '.join(fitting)}." if fitting else f"The environment has no {wanted}."
        if name not in instances:
            return f"No {wanted} is called {name!r}. {there_is}"
        if name not in fitting:
            return f"{name!r} is of module {instances[name]}, and a {wanted} is wanted here. {there_is}"
        return None


class FromPosture(Struct, frozen=True):
    """Marks a field whose default the posture decides.

    Attributes:
        default: the name of a field of `PostureDefaults`.
    """

    default: str


class Problem(Struct, frozen=True):
    """Something a contract finds wrong across fields; specify gives it its place in the YAML.

    Attributes:
        path: where in the instance's own spec, `()` for the instance as a whole.
        code: what is wrong, in the words of a file name; the module's name is put before it.
        summary: one line without a full stop.
        detail: why, with the figures, and a way out.
    """

    path: Path
    code: str
    summary: str
    detail: str


class Fact(Struct, frozen=True):
    """A value only AWS decides, by the instance that gives it and the output's name."""

    instance: str
    output: str

    def __str__(self) -> str:
        return f"{self.instance}.{self.output}"

    @property
    def label(self) -> str:
        """What it is called outside its instance: `<instance>_<output>`, and `vpc_id` rather than `vpc_vpc_id`."""
        instance = identifier(self.instance)
        return self.output if self.output.startswith(f"{instance}_") else f"{instance}_{self.output}"

    @property
    def expression(self) -> Expr:
        """How the root module refers to it."""
        if not self.instance:
            return Expr("data.aws_caller_identity.current.account_id")
        return Expr(f"module.{identifier(self.instance)}.{self.output}")


ACCOUNT = Fact("", "account_id")
"""The account the credentials belong to: a fact of no instance, which the root module asks AWS for."""


class Output(Struct, frozen=True):
    """A fact a module gives.

    Attributes:
        name: of the output, `[a-z][a-z0-9_]*`.
        type: its Terraform type, such as `string` or `list(string)`; a wire's two ends must agree on it.
        value: the expression inside the module.
        description: a sentence for people.
        exported: whether the root module shows it as `<instance>_<name>` when the spec names no outputs.
        sensitive: whether Terraform must not print it.
        after: resources that must exist before anyone may use the value, such as a target group's listener.
    """

    name: str
    type: str
    value: Expr
    description: str
    exported: bool = False
    sensitive: bool = False
    after: tuple[Expr, ...] = ()


class Input(Struct, frozen=True):
    """A fact a module needs.

    Attributes:
        name: of the variable inside the module.
        fact: where it comes from.
        type: the Terraform type it must have.
        path: the place in the spec that asks for it, to blame when the fact does not exist.
    """

    name: str
    fact: Fact
    type: str = "string"
    path: Path = ()


class Variable(Struct, frozen=True):
    """A value people give when they apply, because it may stand in no spec, plan or state.

    Attributes:
        name: inside the module; the root module's variable is called `<instance>_<name>`.
        description: a sentence for people.
        ephemeral: whether Terraform must forget it after each run.
        type: its Terraform type.
    """

    name: str
    description: str
    ephemeral: bool = True
    type: str = "string"


class Package(Struct, frozen=True):
    """Source code that is packed into a zip file when the module is rendered.

    Attributes:
        name: of the zip file inside the module's folder, without its ending.
        sources: folders relative to the project's root; their files lie at the top of the zip, the later ones on top
            of the earlier. Or a single zip file, which is taken as it is.
        path: the place in the instance's spec that names them.
    """

    name: str
    sources: tuple[str, ...]
    path: Path


class Connection(Struct, frozen=True):
    """One instance may open connections to another: an egress rule on one side, an ingress rule on the other.

    The rules stand in the root module, so that neither side needs the other's security group and one file lists who
    reaches whom.

    Attributes:
        source: security group of the side that connects.
        target: security group of the side that listens.
        source_name: what the connecting side is called in names and descriptions.
        target_name: what the listening side is called.
        port: TCP port on the target.
        provider: the aliased provider of the region both ends lie in; None for the environment's own. Set by wire.
    """

    source: Fact
    target: Fact
    source_name: str
    target_name: str
    port: int
    provider: Expr | None = None

    @property
    def label(self) -> str:
        """The label of both its rules."""
        return f"{identifier(self.source_name)}_to_{identifier(self.target_name)}_{self.port}"


class Grant(Struct, frozen=True):
    """What one use of an instance permits: an IAM statement over facts it gives.

    Attributes:
        sid: the statement's id, letters and digits.
        actions: IAM actions, none with a bare `*`.
        resources: (output that holds an ARN, text to put behind it) such as `("bucket_arn", "/*")`.
        only_for: (output, text behind it, actions): resources that only those actions are about, such as the indexes
            of a table that is queried.
    """

    sid: str
    actions: tuple[str, ...]
    resources: tuple[tuple[str, str], ...]
    only_for: tuple[tuple[str, str, tuple[str, ...]], ...] = ()

    def narrowed(self, actions: tuple[str, ...]) -> "Grant":
        """The grant of only some of its actions, named without their service: `("GetItem", "PutItem")`.

        Raises:
            LookupError: with a sentence for people, when it does not grant one of them.
        """
        service = self.actions[0].partition(":")[0]
        wanted = tuple(f"{service}:{action}" for action in actions)
        unknown = [action for action in wanted if action not in self.actions]
        if unknown:
            raise LookupError(f"{', '.join(unknown)} is not among what it grants: {', '.join(self.actions)}.")
        return Grant(self.sid, wanted, self.resources, self.only_for)

    @property
    def all_resources(self) -> tuple[tuple[str, str], ...]:
        """The resources its actions are about."""
        extra = tuple((output, behind) for output, behind, actions in self.only_for if set(actions) & set(self.actions))
        return (*self.resources, *extra)


Comparison = Literal["above", "at_least", "below"]


class Alarm(Struct, frozen=True):
    """One thing of an instance worth waking somebody for, and worth a place on a dashboard.

    A module knows what goes wrong with it; the observability module makes alarms and widgets of that.

    Attributes:
        key: its name within the instance, of small letters and hyphens; stable, because it becomes an address.
        description: what is wrong when it rings, in a sentence, and what to look at.
        namespace: of the metric, such as `AWS/Lambda`.
        metric: its name.
        statistic: `Sum`, `Average`, `Maximum`, `Minimum` or a percentile such as `p99`.
        dimensions: by name; a fact where only AWS knows the value.
        threshold: the value it is compared with, in the metric's own unit.
        comparison: on which side of the threshold it rings.
        period: seconds over which the statistic is taken.
        evaluations: periods in a row that must be on that side.
        silence_is_fine: whether no data at all means that nothing happened, rather than that nothing works.
    """

    key: str
    description: str
    namespace: str
    metric: str
    statistic: str
    dimensions: Mapping[str, str | Fact]
    threshold: float
    comparison: Comparison = "above"
    period: int = 300
    evaluations: int = 1
    silence_is_fine: bool = True


class Proof(Struct, frozen=True):
    """One main fact of an instance, for `terraform test` to hold against the plan of its module.

    Attributes:
        condition: an expression over the module's own resources, true on a plan of the module.
        message: what is wrong when it is not, as a full sentence: Terraform wants one.
    """

    condition: Expr
    message: str

    @classmethod
    def equal(cls, attribute: str, value: object, message: str) -> Self:
        """That an attribute has a value."""
        return cls(Expr(f"{attribute} == {encode(value)}"), message)


class ScannerWaiver(Struct, frozen=True):
    """A check of Checkov that some resources of a module fail for a good reason; rendered as a comment in each.

    Attributes:
        check: its id, such as `CKV_AWS_144`.
        resource: the resources it is about: a type such as `aws_s3_bucket`, or one address inside the module such as
            `data.aws_iam_policy_document.key`.
        reason: why failing it is right, as a sentence.
    """

    check: str
    resource: str
    reason: str

    def fits(self, address: str) -> bool:
        """Whether it is about the resource of that address inside its module."""
        return address == self.resource or address.rpartition(".")[0] == self.resource


class Listener(Struct, frozen=True):
    """Where an instance takes connections.

    Attributes:
        security_group: the fact that names its security group.
        port: its TCP port.
    """

    security_group: Fact
    port: int


class Site(Struct, frozen=True):
    """Where an instance stands: its name, its region, the environment around it and its neighbours.

    Attributes:
        instance: the instance's own name.
        region: the region its resources lie in.
        environment: the settings at the top of the spec.
        neighbours: every instance of the environment by name, this one included.
    """

    instance: str
    region: str
    environment: Environment
    neighbours: "Mapping[str, Module]"

    @property
    def account_ids(self) -> tuple[str, ...]:
        """The account as a list for conditions; empty when the spec does not say it."""
        return (self.environment.account_id,) if self.environment.account_id else ()

    @property
    def account(self) -> Expr:
        """The account as a piece of a quoted template: its digits, or the variable it arrives in.

        A module that uses it must yield `account_inputs`.
        """
        return Expr(self.environment.account_id or "${var.account_id}")

    def account_inputs(self) -> Iterator[Input]:
        """The input through which an account arrives that the spec does not say."""
        if self.environment.account_id is None:
            yield Input("account_id", ACCOUNT)

    def name(self, resource: str, name: str, path: Path = (), *, prefix: str = "", suffix: str = "") -> Name:
        """The name of one resource by the environment's pattern.

        Args:
            resource: Terraform type, a key of `NAME_RULES`.
            name: what `{name}` stands for.
            path: the place in the instance's spec that chose it.
            prefix: text AWS demands in front, such as `aws-waf-logs-`.
            suffix: text AWS demands behind.
        """
        rule = NAME_RULES[resource]
        # Names that a whole account or all of AWS shares must differ between twins in several regions.
        elsewhere = rule.everywhere and self.region != self.environment.region
        if elsewhere and self.region not in name and "{region}" not in self.environment.naming:
            name = f"{name}-{self.region}"
        filled = self.environment.name(rule.component, name, self.region)
        made = prefix + filled + suffix
        return Name(self.environment.names.get(made, made), resource, path)

    def name_of_each(self, resource: str, name: str, keys: Iterable[str] = ()) -> Expr:
        """A quoted template for resources made by `for_each`: the name pattern with `${each.key}` behind `name`.

        Where one of the `keys` keeps a name of its own, a map of all names by key, looked up.
        """
        names = {key: str(self.name(resource, f"{name}-{key}")) for key in keys}
        if set(names.values()) & set(self.environment.names.values()):
            return Expr(f"{encode(names)}[each.key]")
        marked = self.environment.name(NAME_RULES[resource].component, f"{name}-{_EACH}", self.region)
        return Expr('"' + "${each.key}".join(fragment(part) for part in marked.split(_EACH)) + '"')

    def of(self, instance: str) -> "Site":
        """Where another instance of the environment stands."""
        region = self.neighbours[instance].region_in(self.environment)
        return Site(instance, region, self.environment, self.neighbours)

    def neighbour(self, name: str, kind: type[AnyModule]) -> AnyModule:
        """The settings of another instance, which `ReferenceTo` has already made sure is of that kind."""
        found = self.neighbours[name]
        if not isinstance(found, kind):
            raise TypeError(f"{name} is a {type(found).__name__}, not a {kind.__name__}")
        return found


class Item(Settings):
    """A part of a module's settings that may bear a remark."""

    note: Text = ""
    """A remark that becomes a comment in the HCL."""


class Module(Settings):
    """The settings of one instance, and what follows from them. One subclass in each module's `contract.py`."""

    summary: ClassVar[str]
    """What the module makes, in one line for `hclpress modules`."""
    carries_waf: ClassVar[Literal["regional", "cloudfront"] | None] = None
    """Which scope of web ACL the module can stand behind. A regional one finds the output `waf_target_arn`; one of
    CloudFront is named by the distribution itself."""

    reaches_other_regions: ClassVar[bool] = True
    """Whether an instance in another region can stand on this one. Nothing reaches into a network elsewhere."""

    note: Text = ""
    """A remark that becomes a comment above the module's call."""
    region: Region | None = None
    """The region this instance lies in. Left out: the environment's."""
    extra: Mapping[Annotated[str, Field(pattern=r"^aws_[a-z0-9_]+\.[a-z][a-z0-9_]*$")], Mapping[str, Any]] = {}
    """Raw arguments for what no setting covers: `aws_rds_cluster.this: {backtrack_window: 0}`."""

    def region_in(self, environment: Environment) -> str:
        """The region the instance lies in; a module that AWS binds to one region overrides this."""
        return self.region or environment.region

    def problems(self, site: Site) -> Iterable[Problem]:
        """What is wrong across fields, or with the neighbours. Asked only when every field by itself is right."""
        return ()

    def names(self, site: Site) -> Mapping[str, Name]:
        """Every name the instance's resources bear, by the role templates know them under."""
        return {}

    def inputs(self, site: Site) -> Iterable[Input]:
        """The facts needed from other instances."""
        return ()

    def variables(self, site: Site) -> Iterable[Variable]:
        """The values people give at every plan and apply."""
        return ()

    def packages(self, site: Site) -> Iterable[Package]:
        """The zip files to be made of source code; templates see them as `packages.<name with _>`."""
        return ()

    def outputs(self, site: Site) -> Iterable[Output]:
        """The facts given to other instances and to people."""
        return ()

    def output_in(self, output: str, region: str, site: Site) -> str:
        """The output that `output` means for somebody in `region`; another one where a module spans several."""
        return output

    def provider_aliases(self, environment: Environment) -> Mapping[str, str]:
        """The other regions the module itself works in, by the provider alias its templates use."""
        return {}

    def connections(self, site: Site) -> Iterable[Connection]:
        """The network connections this instance opens or lets in."""
        return ()

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The IAM statements that let another instance use this one (or one `item` of it).

        Raises:
            LookupError: with a sentence for people, where there is no such item or access.
        """
        raise LookupError(f"A {type(self).__name__} is nothing that IAM could grant the use of.")

    def listener(self, site: Site) -> Listener | None:
        """Where those who use this instance connect to; None when it needs no connection of theirs."""
        return None

    def alarms(self, site: Site) -> Iterable[Alarm]:
        """What can go wrong with this instance that a metric tells."""
        return ()

    def proofs(self, site: Site) -> Iterable[Proof]:
        """The main facts of this instance, for those who own the output to prove without us."""
        return ()

    def scanner_waivers(self, site: Site) -> Iterable[ScannerWaiver]:
        """What Checkov minds in this instance without being right, or because the spec wants it so."""
        return ()

    def view(self, site: Site) -> Struct | None:
        """What templates see beside the settings themselves: its fields are names in HCL."""
        return None


def identifier(name: str) -> str:
    """A name of a spec (`get-handler`) as a Terraform identifier (`get_handler`). Distinct names stay distinct."""
    return name.replace("-", "_")
