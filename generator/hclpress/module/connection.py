"""Network connections between instances."""

from msgspec import Struct

from hclpress.hcl.expression import Expr
from hclpress.hcl.identifier import identifier
from hclpress.module.facts import Fact
from hclpress.module.forms import Label


class Connection(Struct, frozen=True):
    """A permission for one instance to connect to another: an egress rule on one side, an ingress rule on the other.

    The rules are in the root module, so that neither side needs the other's security group, and one file lists all
    connections.

    Attributes:
        source: security group of the connecting side.
        target: security group of the listening side.
        source_name: the connecting side's name in names and descriptions.
        target_name: the listening side's name.
        port: TCP port on the target.
        provider: the aliased provider of the region of both ends; None for the environment's own. Set by wire.
        groups: the expressions of both security groups in the root module, the connecting side first. Set by wire.
    """

    source: Fact
    target: Fact
    source_name: Label
    target_name: Label
    port: int
    provider: Expr | None = None
    groups: tuple[Expr, Expr] | None = None

    @property
    def source_group(self) -> Expr:
        """The security group of the connecting side, in the root module."""
        return self.groups[0] if self.groups else self.source.expression

    @property
    def target_group(self) -> Expr:
        """The security group of the listening side, in the root module."""
        return self.groups[1] if self.groups else self.target.expression

    @property
    def label(self) -> str:
        """The label of both rules."""
        return f"{identifier(self.source_name)}_to_{identifier(self.target_name)}_{self.port}"


class Listener(Struct, frozen=True):
    """The port on which an instance accepts connections.

    Attributes:
        security_group: the fact with its security group.
        port: its TCP port.
        admits_networks: whether whole networks may connect as well.
    """

    security_group: Fact
    port: int
    admits_networks: bool = False
