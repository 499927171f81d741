"""The site of an instance: its name, its region, its environment and its neighbours."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from hclpress.aws.name_rules import NAME_RULES, NameRule
from hclpress.contract_calls.faults import AuthorError
from hclpress.contract_calls.method_calls import every, optional
from hclpress.hcl.expression import Expr
from hclpress.hcl.quoted_text import fragment
from hclpress.hcl.values import encode
from hclpress.module.alarm import Alarm
from hclpress.module.connection import Listener
from hclpress.module.delivery import Delivery
from hclpress.module.facts import ACCOUNT, Input
from hclpress.module.name import Name
from hclpress.source.document import SpecPath
from hclpress.spec.environment import Environment

if TYPE_CHECKING:
    from hclpress.module.module import Module

_EACH = "\0each\0"


Neighbour = TypeVar("Neighbour")


class Site(Struct, frozen=True):
    """The site of an instance: its name, its region, the environment around it and its neighbours.

    Attributes:
        instance: the instance's own name.
        region: the region of its resources.
        environment: the settings at the top of the spec.
        neighbours: every instance of the environment by name, this one included.
        elsewhere: the sites of instances that other environments make, by name.
        made_as: the name of the instance in the environment that makes it, if that is another one.
    """

    instance: str
    region: str
    environment: Environment
    neighbours: "Mapping[str, Module]"
    elsewhere: "Mapping[str, Site]" = {}
    made_as: str | None = None

    @property
    def account_ids(self) -> tuple[str, ...]:
        """The account as a list for conditions; empty if the spec does not name it."""
        return (self.environment.account_id,) if self.environment.account_id else ()

    @property
    def account(self) -> Expr:
        """The account as a piece of a quoted template: its digits, or the variable that holds it.

        A module that uses it must yield `account_inputs`.
        """
        return Expr(self.environment.account_id or "${var.account_id}")

    def account_inputs(self) -> Iterator[Input]:
        """Yield the input for the account if the spec does not name it."""
        if self.environment.account_id is None:
            yield Input("account_id", ACCOUNT)

    def name(self, resource: str, name: str, path: SpecPath = (), *, prefix: str = "", suffix: str = "") -> Name:
        """Return the name of one resource by the environment's pattern.

        Args:
            resource: Terraform type, of which the module or `NAME_RULES` has a rule.
            name: the value of `{name}`.
            path: the place in the instance's spec that decided it.
            prefix: text that AWS requires in front, such as `aws-waf-logs-`.
            suffix: text that AWS requires at the end.
        """
        rule = self._name_rule(resource)
        # Names that a whole account or all of AWS shares must differ between replicas in several regions.
        elsewhere = rule.everywhere and self.region != self.environment.region
        if elsewhere and self.region not in name and "{region}" not in self.environment.naming:
            name = f"{name}-{self.region}"
        filled = self.environment.name(rule.component, name, self.region)
        made = prefix + filled + suffix
        return Name(self.environment.names.get(made, made), resource, path, rule)

    def name_of_each(self, resource: str, name: str, keys: Iterable[str] = ()) -> Expr:
        """Return a quoted template for resources made by `for_each`: the name pattern with `${each.key}` after `name`.

        If one of the `keys` has an existing name, the template is a lookup in a map of all names by key.
        """
        names = {key: str(self.name(resource, f"{name}-{key}")) for key in keys}
        if set(names.values()) & set(self.environment.names.values()):
            return Expr(f"{encode(names)}[each.key]")
        marked = self.environment.name(self._name_rule(resource).component, f"{name}-{_EACH}", self.region)
        return Expr('"' + "${each.key}".join(fragment(part) for part in marked.split(_EACH)) + '"')

    def _name_rule(self, resource: str) -> NameRule:
        """The rule for names of a type: that of the instance's own module, or else the one that hclpress knows.

        Raises:
            AuthorError: when neither has one.
        """
        own = self.neighbours[self.instance].resource_facts.name_rules
        found = own.get(resource) or NAME_RULES.get(resource)
        if found is None:
            detail = (
                f'Declare it in the contract: `resource_facts = ResourceFacts(name_rules={{"{resource}": NameRule('
                '"service", 80, r"[A-Za-z0-9_-]+", "letters, digits, `_` and `-`")})`, with the limits of its '
                "service's API reference."
            )
            raise AuthorError("no-name-rule", f"No name rule is known for {resource}", detail)
        return found

    def alarms_of(self, instance: str) -> tuple[Alarm, ...]:
        """The alarms that another instance of the environment declares."""
        return every(Alarm, self.neighbours[instance].alarms, self.of(instance))

    def listener_of(self, instance: str) -> Listener | None:
        """The place at which another instance takes connections; None when it takes none."""
        return optional(Listener, self.neighbours[instance].listener, self.of(instance))

    def deliveries_to(self, output: str) -> tuple[Delivery, ...]:
        """The messages that other instances of the environment have brought to this one.

        Args:
            output: the fact with the ARN of the receiver, such as `jobs_queue_arn`.
        """
        found = []
        for name, sender in self.neighbours.items():
            if name in self.elsewhere or name == self.instance:
                continue
            home = self.of(name)
            found += [
                one
                for one in every(Delivery, sender.deliveries, home)
                if one.target.output == output and home.meant(one.target.instance) == self.instance
            ]
        return tuple(found)

    def meant(self, instance: str) -> str:
        """Return the instance that a name means here: its replica in the region of this site, if there is one."""
        replica = f"{instance}-{self.region}"
        one, other = (self.neighbours.get(name) for name in (instance, replica))
        if one is None or other is None:
            return instance
        # Replicas differ in their region alone.
        return replica if other.model_copy(update={"region": one.region}) == one else instance

    def of(self, instance: str) -> "Site":
        """Return the site of another instance of the environment."""
        if instance in self.elsewhere:
            return self.elsewhere[instance]
        region = self.neighbours[instance].region_in(self.environment)
        return Site(instance, region, self.environment, self.neighbours, self.elsewhere)

    def neighbour(self, name: str, kind: type[Neighbour]) -> Neighbour:
        """Another instance, seen by one of the protocols of `hclpress.module`.

        Args:
            name: the instance; `ReferenceTo` has already checked its module.
            kind: the protocol.
        """
        found = self.neighbours[name]
        if not isinstance(found, kind):
            raise TypeError(f"{name} is a {type(found).__name__}, not a {kind.__name__}")
        return found
